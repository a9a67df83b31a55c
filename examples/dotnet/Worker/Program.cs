// Lists the executed packages every five minutes, with injection, logging and tracing: Worker [--once]
//
// Options come from the section IinkedSign of appsettings.json, the key from IINKEDSIGN_API_KEY.  Spans end up in a list
// here; another exporter of OpenTelemetry sends them to where you collect yours.
using System.Diagnostics;
using IinkedSign;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

var spans = new List<Activity>();
using TracerProvider tracing = Sdk.CreateTracerProviderBuilder()
    .AddSource("IinkedSign")
    .AddInMemoryExporter(spans)
    .Build();

HostApplicationBuilder builder = Host.CreateApplicationBuilder(
    new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddIinkedSign("IinkedSign");
builder.Services.AddHealthChecks().AddIinkedSign();
builder.Services.AddHostedService<Executed>();
builder.Services.AddSingleton(new Rhythm(Once: args.Contains("--once"), Pause: TimeSpan.FromMinutes(5)));
await builder.Build().RunAsync();

foreach (Activity span in spans.Where(span => span.ParentSpanId == default))
    Console.WriteLine($"{span.DisplayName}: {(span.Status == ActivityStatusCode.Error ? "failed" : "done")}");

internal sealed record Rhythm(bool Once, TimeSpan Pause);

internal sealed partial class Executed(
    IIinkedSignClient client, Rhythm rhythm, IHostApplicationLifetime host, ILogger<Executed> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        do
        {
            try
            {
                var filters = new PackageFilters { AllMembers = true, States = [PackageState.Executed] };
                await foreach (PackageSummary package in client.ListPackagesAsync(filters, stoppingToken))
                    Found(package.PackageId, package.Name);
            }
            catch (IinkedSignException error) when (error.Retryable)
            {
                // The client has tried several times already; the next round may do better.
                Failed(error);
            }
        }
        while (!rhythm.Once && await new PeriodicTimer(rhythm.Pause).WaitForNextTickAsync(stoppingToken));
        host.StopApplication();
    }

    [LoggerMessage(LogLevel.Information, "Package {PackageId} is executed: {Name}")]
    private partial void Found(string? packageId, string? name);

    [LoggerMessage(LogLevel.Error, "The packages could not be listed")]
    private partial void Failed(Exception error);
}
