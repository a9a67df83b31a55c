using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    /// <summary>Shortened; in full with IINKEDSIGN_ENDURANCE=1.</summary>
    [TestFixture]
    public sealed class EnduranceTests
    {
        private static readonly bool Full = Environment.GetEnvironmentVariable("IINKEDSIGN_ENDURANCE") == "1";

        [Test]
        public async Task CallsOnOneLongLivedTokenSourceLeaveNothingBehind()
        {
            using var source = new CancellationTokenSource();
            using IinkedSignClient client = Server.Client("status");
            int calls = Full ? 100_000 : 3_000;
            await Many(client, source.Token, 1_000);
            long before = Memory();
            await Many(client, source.Token, calls);
            Assert.That(Memory() - before, Is.LessThan(512 * 1024));
        }

        private static long Memory()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return GC.GetTotalMemory(true);
        }

        private static async Task Many(IinkedSignClient client, CancellationToken token, int calls)
        {
            for (int at = 0; at < calls; at += 50)
                await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetPackageStatusAsync(Server.Id, token)));
        }

        [Test]
        public void ManyAreCancelledInBothForms()
        {
            using IinkedSignClient client = Server.Client("hang");
            int calls = Full ? 10_000 : 500, ended = 0;
            for (int begun = 0; begun < calls; begun += 100)
            {
                using var source = new CancellationTokenSource();
                Task<PackageStatus>[] tasks =
                    Enumerable.Range(0, 100).Select(_ => client.GetPackageStatusAsync(Server.Id, source.Token)).ToArray();
                var blocked = new Thread(() =>
                {
                    try
                    {
                        client.GetPackageStatus(Server.Id, source.Token);
                    }
                    catch (OperationCanceledException)
                    {
                        Interlocked.Increment(ref ended);
                    }
                });
                blocked.Start();
                source.CancelAfter(begun % 20);
                Assert.That(blocked.Join(20_000));
                foreach (Task<PackageStatus> task in tasks) Assert.That(async () => await task, Throws.InstanceOf<OperationCanceledException>());
            }
            Assert.That(ended, Is.EqualTo((calls + 99) / 100));
        }

        [Test]
        public async Task AsynchronousListsAreLazyAndEndWithTheLoop()
        {
            int asked = 0;
            await using IinkedSignClient client = Server.Client("account", options => options.OnAttempt = _ => asked++);
            IAsyncEnumerable<PackageSummary> packages = client.ListPackagesAsync(new PackageFilters { PageSize = 100 });
            Assert.That(asked, Is.EqualTo(0));
            var seen = new List<string>();
            await foreach (PackageSummary package in packages)
            {
                seen.Add(package.PackageId);
                if (seen.Count == 150) break;
            }
            Assert.That(asked, Is.EqualTo(2));
            Assert.That(seen.Distinct().Count(), Is.EqualTo(150));
            using var source = new CancellationTokenSource();
            Assert.That(async () =>
            {
                await foreach (PackageSummary package in packages.WithCancellation(source.Token)) source.Cancel();
            }, Throws.InstanceOf<OperationCanceledException>());
        }
    }
}
