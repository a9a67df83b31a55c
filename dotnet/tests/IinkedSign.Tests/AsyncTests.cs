// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture]
    public class AsyncTests
    {
        [Test]
        public void AThousandCallsInFlightUseAHandfulOfThreadsWhileGarbageIsCollected()
        {
            using (IinkedSignClient client = Server.Client("slow"))
            {
                int before = Server.Threads(), most = 0;
                var tasks = Enumerable.Range(0, 1000).Select(_ => client.GetPackageStatusAsync(Server.Id)).ToArray();
                var watch = Stopwatch.StartNew();
                while (!Task.WaitAll(tasks, 20))
                {
                    GC.Collect();
                    most = Math.Max(most, Server.Threads() - before);
                }
                Assert.That(tasks.All(task => task.Result.PackageId == Server.Id && task.Result.Signers.Count == 1));
                // Two of the library, a few of the pool; one by one the calls would take 2,000 s.
                Assert.That(most, Is.LessThan(16));
                Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromMinutes(2)));
            }
        }

        [Test]
        public void CancellingEndsTheCallSoon()
        {
            using (IinkedSignClient client = Server.Client("hang"))
            using (var source = new CancellationTokenSource())
            {
                Task<PackageStatus> task = client.GetPackageStatusAsync(Server.Id, source.Token);
                Assert.That(task.Wait(200), Is.False);
                var watch = Stopwatch.StartNew();
                source.Cancel();
                var error = Assert.Throws<TaskCanceledException>(() => task.GetAwaiter().GetResult());
                // Of itself the call would end after 20 s.
                Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
                Assert.That(error.CancellationToken, Is.EqualTo(source.Token));
                Assert.That(task.IsCanceled);
            }
        }

        /// <summary>Each thread of the pool waits for a call: none would be left to read an answer.</summary>
        [Test]
        public void SynchronousCallsThatCanBeCancelledNeedNoThreadOfThePool()
        {
            using (IinkedSignClient client = Server.Client("status"))
            using (var source = new CancellationTokenSource())
            {
                Task calls = Task.Factory.StartNew(
                    () => Parallel.For(0, 1000, _ => client.GetPackageStatus(Server.Id, source.Token)),
                    TaskCreationOptions.LongRunning);
                Assert.That(calls.Wait(TimeSpan.FromMinutes(1)));
            }
        }

        [Test]
        public void ACancelledTokenSendsNothing()
        {
            using (IinkedSignClient client = Server.Client("status"))
            {
                var cancelled = new CancellationToken(true);
                Assert.That(client.DeletePackageAsync(Server.Id, cancellationToken: cancelled).IsCanceled);
            }
        }

        [Test]
        public void CancellingAfterTheEndIsHarmless()
        {
            using (IinkedSignClient client = Server.Client("status"))
            using (var source = new CancellationTokenSource())
            {
                PackageStatus status = client.GetPackageStatusAsync(Server.Id, source.Token).GetAwaiter().GetResult();
                source.Cancel();
                Assert.That(status.State, Is.EqualTo(PackageState.Open));
            }
        }

        [Test]
        public void ManyCancelledMidwayWhileGarbageIsCollected()
        {
            using (IinkedSignClient client = Server.Client("slow"))
            {
                var tasks = new List<Task>();
                for (int at = 0; at < 200; at++)
                {
                    var source = new CancellationTokenSource(at % 40 * 5);
                    tasks.Add(client.GetPackageStatusAsync(Server.Id, source.Token));
                    if (at % 10 == 0) GC.Collect();
                }
                GC.Collect();
                GC.WaitForPendingFinalizers();
                Assert.Throws<AggregateException>(() => Task.WaitAll(tasks.ToArray(), 20000));
                Assert.That(tasks.All(task => task.IsCanceled));
            }
        }

        [Test]
        public void ContinuationsDoNotRunOnThreadsOfTheLibrary()
        {
            using (IinkedSignClient client = Server.Client("status"))
            {
                // A blocking call on a thread of the library would be refused.
                Task<string> name = client.GetPackageStatusAsync(Server.Id).ContinueWith(
                    task => client.GetPackageStatus(task.Result.PackageId).Name,
                    TaskContinuationOptions.ExecuteSynchronously);
                Assert.That(name.Result, Is.EqualTo("Größe 😀"));
            }
        }

        [Test]
        public void ClosingLetsCallsUnderWayEnd()
        {
            Task<PackageStatus>[] asynchronous;
            Task<PackageVideos>[] blocking;
            using (IinkedSignClient client = Server.Client("slow_delete"))
            using (IinkedSignClient slow = Server.Client("slow"))
            using (var begun = new CountdownEvent(4))
            {
                asynchronous = Enumerable.Range(0, 50).Select(_ => slow.GetPackageStatusAsync(Server.Id)).ToArray();
                blocking = Enumerable.Range(0, 4)
                    .Select(_ => Task.Factory.StartNew(
                        () =>
                        {
                            begun.Signal();
                            return client.DeletePackage(Server.Id);
                        },
                        TaskCreationOptions.LongRunning))
                    .ToArray();
                begun.Wait();
                Thread.Sleep(250);
            }
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.That(Task.WaitAll(asynchronous, 20000) && Task.WaitAll(blocking, 20000));
            Assert.That(blocking.All(task => task.Result.Videos.Single().State == VideoState.Deleted));
        }

        [Test]
        public void AClosedClientRefuses()
        {
            IinkedSignClient client = Server.Client("status");
            client.Dispose();
            client.Dispose();
            Assert.Throws<ObjectDisposedException>(() => client.GetPackageStatus(Server.Id));
            Assert.Throws<ObjectDisposedException>(() => client.GetPackageStatusAsync(Server.Id));
            Assert.Throws<ObjectDisposedException>(() => client.GetDrift());
        }

        [Test]
        public void ClosingRacesWithCallsThatBegin()
        {
            for (int round = 0; round < 100; round++)
            {
                IinkedSignClient client = Server.Client("status");
                Task closing = Task.Run(() => client.Dispose());
                try
                {
                    client.GetPackageStatusAsync(Server.Id).Wait(20000);
                }
                catch (ObjectDisposedException)
                {
                    // The other outcome that is right.
                }
                closing.Wait();
            }
        }

        [Test]
        public void ClientsMadeAndForgottenAreCollected()
        {
            for (int round = 0; round < 200; round++) Server.Client("status").GetDrift();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
