// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture]
    public class CallbackTests
    {
        private static IinkedSignClient Client(
            Func<CancellationToken, Task<string>> provider, Action<Attempt> onAttempt = null, int milliseconds = 5000) =>
            Server.Client("token", options =>
            {
                options.ApiKey = null;
                options.AccessTokenProvider = provider;
                options.OnAttempt = onAttempt;
                options.Timeout = TimeSpan.FromMilliseconds(milliseconds);
            });

        [Test]
        public void TheProviderIsAskedAgainAfterA401()
        {
            int asked = 0;
            Func<CancellationToken, Task<string>> provider = token =>
                Task.FromResult(Interlocked.Increment(ref asked) == 1 ? "stale" : "fresh");
            using (IinkedSignClient client = Client(provider))
            {
                Assert.That(client.GetPackageStatus(Server.Id).PackageId, Is.EqualTo(Server.Id));
                Assert.That(client.GetPackageStatusAsync(Server.Id).Result.PackageId, Is.EqualTo(Server.Id));
                Assert.That(asked, Is.EqualTo(2));
            }
        }

        [Test]
        public void WhatTheProviderThrowsIsInsideTheError()
        {
            var thrown = new InvalidOperationException("the vault is closed, s3cr3t");
            foreach (Func<CancellationToken, Task<string>> provider in new Func<CancellationToken, Task<string>>[]
            {
                token => { throw thrown; },
                token => Failed(thrown),
            })
            {
                using (IinkedSignClient client = Client(provider))
                {
                    foreach (ConfigurationException error in new[]
                    {
                        Server.Fails<ConfigurationException>(() => client.DeletePackage(Server.Id)),
                        Server.Fails<ConfigurationException>(
                            () => client.DeletePackageAsync(Server.Id).GetAwaiter().GetResult()),
                    })
                    {
                        Assert.That(error.InnerException, Is.SameAs(thrown));
                        Assert.That(error.Message, Does.Not.Contain("s3cr3t"));
                    }
                }
            }
        }

        private static async Task<string> Failed(Exception thrown)
        {
            await Task.Yield();
            throw thrown;
        }

        [Test]
        public void AProviderWithoutATokenIsAnError()
        {
            foreach (Task<string> nothing in new[] { null, Task.FromResult<string>(null), Task.FromResult("") })
                using (IinkedSignClient client = Client(token => nothing))
                {
                    var error = Server.Fails<ConfigurationException>(() => client.GetPackageStatus(Server.Id));
                    Assert.That(error.InnerException.Message, Does.Contain("access-token provider returned n"));
                }
        }

        [Test]
        public void AProviderThatHangsEndsByTheTimeoutAndByCancellation()
        {
            CancellationToken given = default(CancellationToken);
            Func<CancellationToken, Task<string>> provider = token =>
            {
                given = token;
                return new TaskCompletionSource<string>().Task;
            };
            using (IinkedSignClient client = Client(provider))
            using (var source = new CancellationTokenSource(300))
            {
                Assert.Throws<TaskCanceledException>(() => client.GetPackageStatus(Server.Id, source.Token));
                Assert.That(given, Is.EqualTo(source.Token));
            }
            using (IinkedSignClient client = Client(provider, milliseconds: 300))
            {
                Server.Fails<RequestTimeoutException>(() => client.GetPackageStatus(Server.Id));
                Server.Fails<RequestTimeoutException>(
                    () => client.DeletePackageAsync(Server.Id).GetAwaiter().GetResult());
            }
        }

        [Test]
        public void EachAttemptIsTold()
        {
            var told = new List<Attempt>();
            IinkedSignOptions options = Server.Options("flaky");
            options.MaxRetries = 2;
            options.OnAttempt = attempt =>
            {
                lock (told) told.Add(attempt);
                throw new InvalidOperationException("swallowed");
            };
            using (var client = new IinkedSignClient(options)) client.GetPackageStatus(Server.Id);
            Assert.That(told.Select(attempt => attempt.Number), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(told.Select(attempt => attempt.HttpStatus), Is.EqualTo(new int?[] { 500, 200 }));
            Assert.That(told.Select(attempt => attempt.WillRetry), Is.EqualTo(new[] { true, false }));
            Assert.That(told[0].Error, Is.EqualTo(ErrorKind.Server));
            Assert.That(told[1].Error, Is.Null);
            Assert.That(told[1].Method + " " + told[1].Path, Is.EqualTo($"GET /packages/{Server.Id}/status"));
            Assert.That(told[1].Operation, Is.EqualTo("package_status"));
            Assert.That(told[1].Duration, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(Math.Abs((told[1].Started - DateTimeOffset.UtcNow).TotalMinutes), Is.LessThan(1));
            Assert.That(told[1].ToString(), Does.Match(@"^GET /packages/[-0-9a-f]+/status: 200, \d+ ms, attempt 2$"));
        }

        [Test]
        public void ACallbackCannotMakeASynchronousCall()
        {
            IinkedSignClient client = null;
            var refused = new List<string>();
            using (var source = new CancellationTokenSource())
            {
                Action<Attempt> call = attempt =>
                {
                    foreach (CancellationToken token in new[] { CancellationToken.None, source.Token })
                        refused.Add(Server.Fails<ConfigurationException>(() => client.GetPackageStatus(Server.Id, token)).Message);
                };
                using (client = Server.Client("status", options => options.OnAttempt = call))
                {
                    client.GetPackageStatus(Server.Id);
                    client.GetPackageStatus(Server.Id, source.Token);
                    client.GetPackageStatusAsync(Server.Id).Wait();
                }
            }
            Assert.That(refused.Count, Is.EqualTo(6));
            Assert.That(refused, Is.All.Contains("use the asynchronous method"));
        }

        [Test]
        public void CallbacksUnderACollectorThatNeverRests()
        {
            int told = 0, asked = 0;
            using (var stop = new CancellationTokenSource())
            {
                Task collector = Task.Run(() =>
                {
                    while (!stop.IsCancellationRequested) GC.Collect();
                });
                for (int round = 0; round < 3; round++)
                {
                    Func<CancellationToken, Task<string>> provider = token =>
                    {
                        Interlocked.Increment(ref asked);
                        return Task.FromResult("fresh");
                    };
                    using (IinkedSignClient client = Client(provider, attempt => Interlocked.Increment(ref told)))
                        Assert.That(Task.WaitAll(
                            Enumerable.Range(0, 50).Select(_ => client.GetPackageStatusAsync(Server.Id)).ToArray(), 30000));
                }
                stop.Cancel();
                collector.Wait();
            }
            Assert.That(told, Is.EqualTo(150));
            Assert.That(asked, Is.GreaterThanOrEqualTo(3));
        }
    }
}
