#nullable enable
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IinkedSign.Arrow;
using IinkedSign.Native;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture]
    public sealed class AuditMemoryTests
    {
        [Test]
        public async Task ThirtyAuditsInARowGiveTheirMemoryBack()
        {
            using IinkedSignClient client = Server.Client("audited");
            string[] ids = [.. Enumerable.Range(0, 20_000).Select(at => $"q{at % 200}")];
            async Task Thirty()
            {
                for (int round = 0; round < 30; round++) await Read(client, ids, audit => audit.Dispose());
            }

            await Read(client, ids, audit => audit.Dispose());
            long before = Resident();
            var held = new List<Audit>();
            for (int round = 0; round < 4; round++) await Read(client, ids, held.Add);
            long one = (Resident() - before) / held.Count;
            Assert.That(one, Is.GreaterThan(1L << 20), "an audit takes memory until it is disposed");
            held.ForEach(audit => audit.Dispose());
            // malloc and the collector keep some, and need a while until it is enough.
            await Thirty();
            before = Resident();
            await Thirty();
            Assert.That(Resident() - before, Is.LessThan(12 * one), "thirty that are kept take thirty times as much");
        }

        private static async Task Read(IinkedSignClient client, string[] ids, Action<Audit> then)
        {
            Audit audit = await client.AuditAsync(ids, new AuditOptions { IncludeVideos = true, IncludeLinks = true });
            Assert.That(audit.Packages.RowCount, Is.EqualTo(ids.Length));
            then(audit);
        }

        private static long Resident()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            string line = File.ReadLines("/proc/self/status").First(one => one.StartsWith("RssAnon:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
        }

        /// <summary>Counts what the importer asks of the library's streams, and what it gives back.</summary>
        [Test]
        public async Task TheImporterReleasesEachStreamAndEachBatch()
        {
            using IinkedSignClient client = Server.Client("audited");
            foreach (string[] ids in new[] { [], new[] { "gone" }, ["p1", "p2"] })
            {
                int batches;
                using (Audit audit = await Read(client, ids))
                {
                    batches = Counted.Batches;
                    Assert.That(audit.Packages.RowCount, Is.EqualTo(ids.Length));
                    Assert.That(Counted.ReleasedStreams, Is.EqualTo(6), "each stream is read to its end");
                    Assert.That(Counted.ReleasedBatches, Is.EqualTo(batches - Held(audit)), "batches are in use");
                }
                Assert.That(Counted.ReleasedBatches, Is.EqualTo(batches));
                Assert.That(batches, Is.GreaterThanOrEqualTo(ids.Length == 0 ? 0 : 1));
            }
        }

        /// <summary>Arrow gives back at once a batch in which nothing is.</summary>
        private static int Held(Audit audit) =>
            new[] { audit.Packages, audit.Documents, audit.Signers, audit.Revisions, audit.Videos, audit.Errors }
                .Sum(table => table.Batches.Count(batch => batch.Length > 0));

        private static async Task<Audit> Read(IinkedSignClient client, string[] ids)
        {
            using var watcher = new AuditWatcher(null);
            using AuditOptionsHandle options = new AuditOptions { IncludeVideos = true }.ToNative(watcher);
            using PackageIds given = PackageIds.Of(ids);
            AuditOutcome outcome = await Calls.Start<AuditOperation, AuditAnswer, AuditOutcome>(
                client.Open, new AuditOperation(given, null, options), default);
            Counted.Wrap(outcome.Streams.DangerousGetHandle());
            return await outcome.Streams.ReadAsync();
        }

        [StructLayout(LayoutKind.Sequential)]
        private unsafe struct Stream
        {
            internal delegate* unmanaged[Cdecl]<Stream*, IntPtr, int> GetSchema;
            internal delegate* unmanaged[Cdecl]<Stream*, Array*, int> GetNext;
            internal IntPtr GetLastError;
            internal delegate* unmanaged[Cdecl]<Stream*, void> Release;
            internal IntPtr PrivateData;
        }

        [StructLayout(LayoutKind.Sequential)]
        private unsafe struct Array
        {
            internal fixed long Counts[5];
            internal IntPtr Buffers;
            internal IntPtr Children;
            internal IntPtr Dictionary;
            internal delegate* unmanaged[Cdecl]<Array*, void> Release;
            internal IntPtr PrivateData;
        }

        /// <summary>Streams of a library that do what its own do, and count.</summary>
        private static unsafe class Counted
        {
            private static Stream real;
            private static delegate* unmanaged[Cdecl]<Array*, void> releaseBatch;

            internal static int Batches { get; private set; }

            internal static int ReleasedBatches { get; private set; }

            internal static int ReleasedStreams { get; private set; }

            /// <summary>All streams and all batches of the library have the same functions.</summary>
            internal static void Wrap(IntPtr pointer)
            {
                (Batches, ReleasedBatches, ReleasedStreams) = (0, 0, 0);
                var streams = (Stream*)pointer;
                real = streams[0];
                for (int at = 0; at < AuditTables.Count; at++)
                {
                    Assert.That((IntPtr)streams[at].Release, Is.EqualTo((IntPtr)real.Release));
                    streams[at].GetNext = &Next;
                    streams[at].Release = &ReleaseStream;
                }
            }

            [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
            private static int Next(Stream* stream, Array* array)
            {
                int code = real.GetNext(stream, array);
                if (code != 0 || array->Release == null) return code;
                Batches++;
                releaseBatch = array->Release;
                array->Release = &ReleaseBatch;
                return code;
            }

            [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
            private static void ReleaseBatch(Array* array)
            {
                ReleasedBatches++;
                releaseBatch(array);
            }

            [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
            private static void ReleaseStream(Stream* stream)
            {
                ReleasedStreams++;
                real.Release(stream);
            }
        }
    }
}
