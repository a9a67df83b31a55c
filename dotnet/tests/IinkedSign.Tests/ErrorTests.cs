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
    public class ErrorTests
    {
        [Test]
        public void TheFieldsOfAnAnsweredError()
        {
            using (IinkedSignClient client = Server.Client("not_found"))
            {
                var error = Server.Fails<NotFoundException>(() => client.GetPackageStatus(Server.Id));
                Assert.That(error, Is.InstanceOf<ApiException>());
                Assert.That(error.Kind, Is.EqualTo(ErrorKind.NotFound));
                Assert.That(error.HttpStatus, Is.EqualTo(404));
                Assert.That(error.ApiCode, Is.EqualTo("package_not_found"));
                Assert.That(error.RequestId, Is.EqualTo("request-1"));
                Assert.That(error.Attempts, Is.EqualTo(1));
                Assert.That(error.Retryable, Is.False);
                Assert.That(error.RetryAfter, Is.Null);
                Assert.That(error.Evidence, Is.Null);
                Assert.That(error.Body, Does.Contain("package_not_found"));
                Assert.That(error.Message, Does.Contain(Server.Id));
                Assert.That(error.ToString(), Does.Not.Contain(Server.Key));
            }
        }

        private static readonly Dictionary<string, Type> Classes = new Dictionary<string, Type>
        {
            ["rate_limited"] = typeof(RateLimitException),
            ["unavailable"] = typeof(ServerException),
            ["reset"] = typeof(TransportException),
        };

        /// <summary>Their fields are those of tests/cases.</summary>
        [Test]
        public void EachKindHasItsClass()
        {
            foreach (KeyValuePair<string, Type> one in Classes)
                using (IinkedSignClient client = Server.Client(one.Key))
                    Assert.Throws(one.Value, () => client.GetPackageStatus(Server.Id));
            using (IinkedSignClient client = Server.Client("hang", options => options.Timeout = TimeSpan.FromMilliseconds(200)))
                Server.Fails<RequestTimeoutException>(() => client.GetPackageStatus(Server.Id));
            using (IinkedSignClient client = Server.Client("reset"))
                Server.Fails<OutcomeUnknownException>(() => client.DeleteVideoAsync(Server.Id, "v1").GetAwaiter().GetResult());
            using (IinkedSignClient client = Server.Client("status", options => options.BaseUrl = "http://127.0.0.1:1"))
                Server.Fails<ConnectException>(() => client.ListPackages().ToArray());
        }

        /// <summary>Each method that takes the id of a package, and of a video.</summary>
        private static readonly Action<IIinkedSignClient, string>[] Blocking =
            Operations.Blocking.Concat(new Action<IIinkedSignClient, string>[]
        {
            (client, id) => client.DownloadVideo(id, "v1", "/nowhere/film"),
            (client, id) => client.DeleteVideo(Server.Id, id),
            (client, id) => client.DownloadVideo(Server.Id, id, "/nowhere/film"),
        }).ToArray();

        private static readonly Func<IIinkedSignClient, string, Task>[] Asynchronous = Operations.Asynchronous.Concat(
            new Func<IIinkedSignClient, string, Task>[] { (client, id) => client.DownloadVideoAsync(id, "v1", "/nowhere/film") })
            .ToArray();

        [Test]
        public void WrongIdsAreRefusedByEveryMethodBeforeAnythingIsSent()
        {
            int sent = 0;
            using (IinkedSignClient client = Server.Client("status", options => options.OnAttempt = attempt => sent++))
            {
                foreach (string id in new[] { null, "", ".", "..", "a/b", "a b", "é", "a\0b", "\ud800", new string('a', 129) })
                {
                    foreach (Action<IIinkedSignClient, string> call in Blocking)
                    {
                        var error = Server.Fails<InvalidArgumentException>(() => call(client, id));
                        Assert.That(error.Attempts, Is.Null);
                        Assert.That(error.Message, Does.Contain("nothing was sent"), id);
                    }
                    foreach (Func<IIinkedSignClient, string, Task> call in Asynchronous)
                    {
                        Task task = call(client, id);
                        Server.Fails<InvalidArgumentException>(() => task.GetAwaiter().GetResult());
                        Assert.That(task.IsFaulted);
                    }
                }
                foreach (string message in new[] { "a\0b", "\ud800" })
                    Assert.That(
                        Server.Fails<InvalidArgumentException>(() => client.RescindPackage(Server.Id, message)).Message,
                        Does.StartWith("message ").And.Contains("nothing was sent"));
                foreach (PackageFilters filters in new[]
                {
                    new PackageFilters { Days = 0 }, new PackageFilters { PageSize = -1 },
                    new PackageFilters { MemberId = "" }, new PackageFilters { Search = "\0" },
                    new PackageFilters { States = new[] { default(PackageState) } },
                    new PackageFilters { Types = new[] { new PackageType("a\0b") } },
                })
                {
                    Server.Fails<InvalidArgumentException>(() => client.ListPackages(filters).ToArray());
                }
            }
            Assert.That(sent, Is.EqualTo(0));
        }

        [Test]
        public void WrongOptionsAreNamedAndNeverShown()
        {
            Assert.Throws<ArgumentNullException>(() => new IinkedSignClient((IinkedSignOptions)null));
            Wrong(new IinkedSignOptions(), "api_key");
            Wrong(new IinkedSignOptions { ApiKey = "s3cr3t", AccessToken = "s3cr3t" }, "access_token");
            Wrong(new IinkedSignOptions { ApiKey = "s3cr3t\n" }, "api_key");
            Wrong(new IinkedSignOptions { ApiKey = "k", Datacenter = "moon" }, "datacenter");
            Wrong(new IinkedSignOptions { ApiKey = "k", BaseUrl = "http://example.com" }, "base_url");
            Wrong(new IinkedSignOptions { ApiKey = "k", VideosDeletePath = "both" }, "videos_delete_path");
            Wrong(new IinkedSignOptions { ApiKey = "k", CaFile = "/no/such/file" }, "ca_file");
            Wrong(new IinkedSignOptions { ApiKey = "k", Timeout = TimeSpan.Zero }, "Timeout");
            Wrong(new IinkedSignOptions { ApiKey = "k", ConnectTimeout = TimeSpan.FromTicks(-5) }, "ConnectTimeout");
            Wrong(new IinkedSignOptions { ApiKey = "k", MaxRetries = -1 }, "MaxRetries");
            Wrong(new IinkedSignOptions { ApiKey = "k", MaxResponseBytes = -1 }, "MaxResponseBytes");
            Wrong(new IinkedSignOptions { ApiKey = "k", RequestsPerSecond = -1 }, "requests_per_second");
            var nul = new IinkedSignOptions { ApiKey = "s3cr3t\0" };
            Assert.That(Server.Fails<InvalidArgumentException>(() => new IinkedSignClient(nul)).Message,
                Does.Contain("ApiKey").And.Not.Contains("s3cr3t"));
        }

        private static void Wrong(IinkedSignOptions options, string name)
        {
            var error = Server.Fails<ConfigurationException>(() => new IinkedSignClient(options));
            Assert.That(error.Message, Does.Contain(name).And.Not.Contains("s3cr3t"));
            Assert.That(error.Kind, Is.EqualTo(ErrorKind.Configuration));
        }

        [Test]
        public void NoLimitAndTheShortestLimit()
        {
            Action<IinkedSignOptions> none = options =>
                options.Timeout = options.AttemptTimeout = options.ConnectTimeout = Timeout.InfiniteTimeSpan;
            using (IinkedSignClient client = Server.Client("status", none)) client.GetPackageStatus(Server.Id);
            // Rounded up to a millisecond: rounded down it would be no limit.
            using (IinkedSignClient client = Server.Client("hang", options => options.Timeout = TimeSpan.FromTicks(1)))
                Assert.Throws(Is.InstanceOf<IinkedSignException>(), () => client.GetPackageStatus(Server.Id));
        }
    }
}
