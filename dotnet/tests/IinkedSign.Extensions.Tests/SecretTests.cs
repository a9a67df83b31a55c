#nullable enable
using Apache.Arrow;
using IinkedSign.Arrow;
using IinkedSign.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture]
    public sealed class SecretTests
    {
        /// <summary>Every object that a user can have, as a serializer, a structured logger or a debugger shows it.</summary>
        [Test]
        public async Task NothingOfAnyTypeShowsOne()
        {
            using IinkedSignClient client = Server.Client("audited", options => options.ApiKey = "k-s3cr3t");
            using Audit audit = await client.AuditAsync(["p1", "gone"], new AuditOptions { IncludeVideos = true });
            using IinkedSignClient failing = Server.Client("unavailable");
            using var check = new IinkedSignHealthCheck(failing);
            var registration = new HealthCheckRegistration("sign", check, HealthStatus.Unhealthy, null);
            HealthCheckResult health = await check.CheckHealthAsync(new HealthCheckContext { Registration = registration });
            Assert.That(health.Status, Is.EqualTo(HealthStatus.Unhealthy));
            var interrupted = Assert.ThrowsAsync<AuditInterruptedException>(
                () => client.AuditAsync(["p1"], null, null, new CancellationToken(true)))!;
            using Audit partial = interrupted.Partial;
            object[] objects =
            [
                audit, interrupted, check, new AuditProgress(1), new AuditOptions { HashPersonal = true, HashKey = "s3cr3t" },
            ];
            var view = new DebuggerView();
            foreach (string text in objects.SelectMany(view.Of)) Assert.That(text, Does.Not.Contain("s3cr3t"));
            IEnumerable<Type> exported = new[] { typeof(Audit), typeof(IinkedSignHealthCheck) }
                .SelectMany(type => DebuggerView.Exported(type.Assembly));
            Assert.That(exported.Except(view.Seen), Is.Empty);
        }

        /// <summary>The server sends links, tokens and the URL of a video for each package.</summary>
        [Test]
        public async Task NoTableHasOneThatWasNotAskedFor()
        {
            using IinkedSignClient client = Server.Client("audited");
            foreach (bool asked in new[] { false, true })
            {
                var options = new AuditOptions { IncludeVideos = true, IncludeLinks = asked };
                using Audit audit = await client.AuditAsync(["p1", "gone"], options);
                string text = string.Concat(
                    new[] { audit.Packages, audit.Documents, audit.Signers, audit.Revisions, audit.Videos, audit.Errors }
                        .SelectMany(table => table.Batches).SelectMany(batch => batch.Arrays).OfType<StringArray>()
                        .SelectMany(column => Enumerable.Range(0, column.Length).Select(row => column.GetString(row))));
                Assert.That(text.Contains("s3cr3t", StringComparison.Ordinal), Is.EqualTo(asked));
            }
        }
    }
}
