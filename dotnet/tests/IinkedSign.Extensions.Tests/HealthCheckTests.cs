#nullable enable
using IinkedSign.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture]
    public sealed class HealthCheckTests
    {
        private int attempts;

        private ServiceProvider Provider(
            string answer, TimeSpan? keepFor = null, HealthStatus? failureStatus = null, TimeSpan? timeout = null, object? key = null)
        {
            attempts = 0;
            var services = new ServiceCollection();
            void Configure(IinkedSignOptions options)
            {
                (options.ApiKey, options.BaseUrl, options.MaxRetries) = (Server.Key, Server.Url(answer), 0);
                options.OnAttempt = _ => Interlocked.Increment(ref attempts);
            }
            if (key == null) services.AddIinkedSign(Configure);
            else services.AddKeyedIinkedSign(key, Configure);
            services.AddLogging();
            services.AddHealthChecks().AddIinkedSign("sign", failureStatus, ["ready"], keepFor, timeout, key);
            return services.BuildServiceProvider();
        }

        private static async Task<HealthReportEntry> Check(ServiceProvider provider) =>
            (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["sign"];

        [Test]
        public async Task OneCheapReadWhoseAnswerIsKept()
        {
            foreach (object? key in new[] { null, "eu" })
            {
                await using ServiceProvider provider = Provider("account", TimeSpan.FromHours(1), key: key);
                HealthReportEntry[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Check(provider)));
                Assert.That(answers.Select(one => one.Status), Is.All.EqualTo(HealthStatus.Healthy));
                Assert.That(answers[0].Description, Is.EqualTo("the iinked Sign API answers"));
                Assert.That(answers[0].Tags, Is.EqualTo(new[] { "ready" }));
                Assert.That(attempts, Is.EqualTo(1));
            }
        }

        [Test]
        public async Task AnAnswerIsKeptForAWhileOnly()
        {
            await using ServiceProvider provider = Provider("account", TimeSpan.Zero);
            for (int round = 1; round <= 3; round++)
            {
                Assert.That((await Check(provider)).Status, Is.EqualTo(HealthStatus.Healthy));
                Assert.That(attempts, Is.EqualTo(round));
            }
            Assert.Throws<ArgumentOutOfRangeException>(() => new IinkedSignHealthCheck(new IinkedSignClient(Server.Options("status")), TimeSpan.FromTicks(-1)));
            Assert.Throws<ArgumentNullException>(() => new IinkedSignHealthCheck(null!));
        }

        [Test]
        public async Task AFailureIsToldAndKept()
        {
            await using ServiceProvider provider = Provider("unavailable", TimeSpan.FromHours(1), HealthStatus.Degraded);
            for (int round = 0; round < 2; round++)
            {
                HealthReportEntry answer = await Check(provider);
                Assert.That(answer.Status, Is.EqualTo(HealthStatus.Degraded));
                Assert.That(answer.Exception, Is.InstanceOf<ServerException>());
                Assert.That(answer.Description, Is.EqualTo(answer.Exception!.Message));
                Assert.That(answer.Exception.ToString(), Does.Not.Contain(Server.Key));
            }
            Assert.That(attempts, Is.EqualTo(1));
        }

        [Test]
        public async Task OneThatHangsEndsByItsTimeoutAndIsNotKept()
        {
            await using ServiceProvider provider = Provider("hang", TimeSpan.FromHours(1), timeout: TimeSpan.FromMilliseconds(200));
            for (int round = 1; round <= 2; round++)
            {
                HealthReportEntry answer = await Check(provider);
                Assert.That(answer.Status, Is.EqualTo(HealthStatus.Unhealthy));
                Assert.That(answer.Exception, Is.InstanceOf<OperationCanceledException>());
            }
        }
    }
}
