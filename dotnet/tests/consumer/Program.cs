// C# 7: what a user's program may look like, on every runtime.
using System;
using System.Linq;
using IinkedSign;
using IinkedSign.Arrow;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

internal static class Consumer
{
    private const string Id = "7a17e4e7-bc32-4256-bf81-27eac794c2b7";

    private static int Main()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();
        configuration["Sign:ApiKey"] = "the-k3y";
        configuration["Sign:MaxRetries"] = "0";
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddIinkedSign("Sign");
        using (ServiceProvider provider = services.BuildServiceProvider())
        {
            IIinkedSignClient client = provider.GetRequiredService<IIinkedSignClient>();
            PackageStatus status = client.GetPackageStatusAsync(Id).Result;
            using (Audit audit = client.AuditAsync(new[] { Id }).Result)
                Console.WriteLine("{0} {1}, {2} row",
                    status.State, status.Signers.Single().SignLink?.Url, audit.Packages.RowCount);
#if NET8_0_OR_GREATER
            string json = System.Text.Json.JsonSerializer.Serialize(status, Json.Default.PackageStatus);
            if (!json.Contains("\"state\":\"open\"") || json.Contains("s3cr3t")) return 1;
#endif
            return 0;
        }
    }
}

#if NET8_0_OR_GREATER
[System.Text.Json.Serialization.JsonSerializable(typeof(PackageStatus))]
internal sealed partial class Json : System.Text.Json.Serialization.JsonSerializerContext
{
}
#endif
