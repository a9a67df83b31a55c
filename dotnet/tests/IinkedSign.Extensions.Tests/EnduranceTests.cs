#nullable enable
using System.Collections.Concurrent;
using IinkedSign.Arrow;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    /// <summary>Shortened; in full with IINKEDSIGN_ENDURANCE=1.</summary>
    [TestFixture]
    public sealed class EnduranceTests
    {
        private static readonly bool Full = Environment.GetEnvironmentVariable("IINKEDSIGN_ENDURANCE") == "1";

        /// <summary>Faults of the emulator: what is under way waits, ends slowly, or ends all the time.</summary>
        private static readonly string[][] Faults =
        [
            ["status:silence", "list_packages:silence", "video:stall=100000"],
            ["status:delay=0.02", "list_packages:delay=0.02", "video:stall=100000"],
            ["video:stall=100000"],
        ];

        [Test]
        public void ProgramsEndWithCallsListsAuditsAndDownloadsPending()
        {
            int programs = Full ? 1_000 : 6;
            var failed = new ConcurrentBag<string>();
            Emulator[] emulators = [.. Faults.Select(faults => new Emulator(faults))];
            try
            {
                Parallel.For(0, programs, new ParallelOptions { MaxDegreeOfParallelism = 4 }, at =>
                {
                    string output = emulators[at % emulators.Length].Run("ending");
                    if (output != "the end\n") failed.Add(output);
                });
            }
            finally
            {
                foreach (Emulator emulator in emulators) emulator.Dispose();
            }
            Assert.That(failed, Is.Empty);
        }

        /// <summary>Each callback's thread enters the runtime while the collector stops it, again and again.</summary>
        [Test]
        public async Task CallbacksUnderACollectorThatNeverRests()
        {
            int rounds = Full ? 400 : 2, attempts = 0, audits = 0, downloads = 0;
            using var emulator = new Emulator();
            IinkedSignOptions options = emulator.Options;
            options.OnAttempt = _ => Interlocked.Increment(ref attempts);
            using var client = new IinkedSignClient(options);
            using var resting = new CancellationTokenSource();
            Task collector = Task.Factory.StartNew(
                () =>
                {
                    while (!resting.IsCancellationRequested) GC.Collect();
                },
                TaskCreationOptions.LongRunning);
            string[] ids = [.. Enumerable.Repeat(Emulator.Package, 50)];
            for (int round = 0; round < rounds; round++)
            {
                string film = emulator.Film + round;
                Task<VideoFile> download = client.DownloadVideoAsync(
                    Emulator.Package, Emulator.Video, film, new Told<long>(_ => Interlocked.Increment(ref downloads)));
                Task<Audit> audit = client.AuditAsync(ids, null, new Told<AuditProgress>(_ => Interlocked.Increment(ref audits)));
                IEnumerable<Task<PackageStatus>> calls = ids.Select(id => client.GetPackageStatusAsync(id));
                foreach (PackageStatus status in await Task.WhenAll(calls))
                    Assert.That(status.PackageId, Is.EqualTo(Emulator.Package));
                using (Audit audited = await audit) Assert.That(audited.Packages.RowCount, Is.EqualTo(ids.Length));
                Assert.That((await download).Bytes, Is.EqualTo(Emulator.VideoBytes));
                File.Delete(film);
            }
            resting.Cancel();
            await collector;
            // One for each call, one for the audit's only package, and two for a download: the list, and the file.
            Assert.That(attempts, Is.GreaterThanOrEqualTo(rounds * (ids.Length + 3)));
            Assert.That(audits, Is.GreaterThanOrEqualTo(rounds));
            Assert.That(downloads, Is.GreaterThanOrEqualTo(rounds));
        }
    }
}
