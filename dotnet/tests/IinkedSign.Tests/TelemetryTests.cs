#if !NETSTANDARD_ASSEMBLY
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture, NonParallelizable]
    public sealed class TelemetryTests
    {
        private static ActivityListener Listen(ConcurrentQueue<Activity> spans) => Listen(spans.Enqueue);

        private static ActivityListener Listen(
            Action<Activity> stopped, Action<Activity> started = null, SampleActivity<ActivityContext> sample = null)
        {
            var listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "IinkedSign",
                Sample = sample ??
                    ((ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded),
                ActivityStarted = started,
                ActivityStopped = stopped,
            };
            ActivitySource.AddActivityListener(listener);
            return listener;
        }

        [TestCase(false)]
        [TestCase(true)]
        public async Task ASpanForEachOperationAndInItOneForEachAttempt(bool asynchronous)
        {
            var spans = new ConcurrentQueue<Activity>();
            using ActivityListener listener = Listen(spans);
            using var measured = new MeterListener();
            var durations = new ConcurrentQueue<(double Seconds, Dictionary<string, object> Tags)>();
            measured.InstrumentPublished = (instrument, all) =>
            {
                if (instrument.Meter.Name == "IinkedSign") all.EnableMeasurementEvents(instrument);
            };
            measured.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            {
                if (instrument.Name == "http.client.request.duration")
                    durations.Enqueue((value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value)));
            });
            measured.Start();

            IinkedSignOptions options = Server.Options("flaky");
            options.MaxRetries = 1;
            using var parent = new Activity("parent").Start();
            using (var client = new IinkedSignClient(options))
            {
                if (asynchronous) await client.GetPackageStatusAsync(Server.Id);
                else client.GetPackageStatus(Server.Id);
                Assert.That(Activity.Current, Is.SameAs(parent));
            }

            Activity[] mine = spans.Where(span => span.TraceId == parent.TraceId).ToArray();
            Activity operation = mine.Single(span => span.OperationName == "IinkedSign.GetPackageStatus");
            Assert.That(operation.Kind, Is.EqualTo(ActivityKind.Client));
            Assert.That(operation.ParentSpanId, Is.EqualTo(parent.SpanId));
            Activity[] attempts = mine.Where(span => span.ParentSpanId == operation.SpanId).ToArray();
            Assert.That(attempts.Select(span => span.OperationName), Is.EqualTo(new[] { "GET", "GET" }));
            Assert.That(attempts.Select(span => span.GetTagItem("http.response.status_code")), Is.EqualTo(new object[] { 500, 200 }));
            Assert.That(attempts[0].GetTagItem("error.type"), Is.EqualTo("500"));
            Assert.That(attempts[0].Status, Is.EqualTo(ActivityStatusCode.Error));
            Assert.That(attempts[1].GetTagItem("error.type"), Is.Null);
            Assert.That(attempts.Select(span => span.GetTagItem("http.request.resend_count")), Is.EqualTo(new object[] { null, 1 }));
            var origin = new Uri(options.BaseUrl);
            Assert.That(attempts[0].GetTagItem("server.address"), Is.EqualTo("127.0.0.1"));
            Assert.That(attempts[0].GetTagItem("server.port"), Is.EqualTo(origin.Port));
            Assert.That(attempts[0].GetTagItem("url.full"), Is.EqualTo($"{options.BaseUrl}/packages/{Server.Id}/status"));
            Assert.That(attempts[0].GetTagItem("http.request.method"), Is.EqualTo("GET"));

            var own = durations.Where(one => origin.Port.Equals(one.Tags["server.port"])).ToArray();
            Assert.That(own.Select(one => one.Tags["http.response.status_code"]), Is.SupersetOf(new object[] { 500, 200 }));
            Assert.That(own.All(one => one.Seconds > 0 && one.Seconds < 10));
        }

        [TestCase(false)]
        [TestCase(true)]
        public async Task AnOperationThatIsNotSampledHasNoSpansOfAttempts(bool asynchronous)
        {
            var spans = new ConcurrentQueue<Activity>();
            // As a sampler that follows the parent: whoever begins a trace anew would be sampled.
            using ActivityListener listener = Listen(spans.Enqueue, sample: static (ref ActivityCreationOptions<ActivityContext> it) =>
                it.Parent == default ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None);
            using var parent = new Activity("parent").Start();
            using (IinkedSignClient client = Server.Client("status"))
            {
                if (asynchronous) await client.GetPackageStatusAsync(Server.Id);
                else client.GetPackageStatus(Server.Id);
            }
            Assert.That(spans, Is.Empty);
        }

        [Test]
        public async Task WhatAListenerThrowsIsSwallowed()
        {
            int thrown = 0, told = 0;
            void Throw()
            {
                Interlocked.Increment(ref thrown);
                throw new InvalidOperationException("by a listener");
            }
            using var measured = new MeterListener();
            measured.InstrumentPublished = (instrument, all) =>
            {
                if (instrument.Meter.Name == "IinkedSign") all.EnableMeasurementEvents(instrument);
            };
            measured.SetMeasurementEventCallback<double>((_, _, _, _) => Throw());
            using var source = new CancellationTokenSource();
            using IinkedSignClient client =
                Server.Client("status", options => options.OnAttempt = _ => Interlocked.Increment(ref told));
            using var parent = new Activity("parent").Start();
            foreach ((Action<Activity> started, Action<Activity> stopped, bool metrics) in new (Action<Activity>, Action<Activity>, bool)[]
            {
                (_ => Throw(), null, false), (null, _ => Throw(), false), (null, null, true),
            })
            {
                using ActivityListener listener = Listen(stopped, started);
                if (metrics) measured.Start();
                foreach (CancellationToken token in new[] { default, source.Token })
                {
                    Assert.That((await client.GetPackageStatusAsync(Server.Id, token)).PackageId, Is.EqualTo(Server.Id));
                    Assert.That(client.GetPackageStatus(Server.Id, token).PackageId, Is.EqualTo(Server.Id));
                    Assert.That(Activity.Current, Is.SameAs(parent));
                }
            }
            Assert.That(thrown, Is.GreaterThanOrEqualTo(12));
            Assert.That(told, Is.EqualTo(12));
        }

        /// <summary>The span of an asynchronous call ends on the thread that all of them wait for.</summary>
        [Test]
        public async Task AListenerCannotMakeASynchronousCall()
        {
            var refused = new ConcurrentQueue<Exception>();
            using var source = new CancellationTokenSource();
            using IinkedSignClient client = Server.Client("status"), other = Server.Client("status");
            using ActivityListener listener = Listen(span =>
            {
                if (span.OperationName != "IinkedSign.GetPackageStatus") return;
                foreach (CancellationToken token in new[] { default, source.Token })
                    refused.Enqueue(Assert.Throws<ConfigurationException>(() => other.ListVideos(Server.Id, token)));
            });
            await client.GetPackageStatusAsync(Server.Id);
            Assert.That(refused.Select(one => one.Message), Has.Exactly(2).Contains("use the asynchronous method"));
        }

        [Test]
        public void AnOperationThatFailsSaysHow()
        {
            var spans = new ConcurrentQueue<Activity>();
            using ActivityListener listener = Listen(spans);
            using (IinkedSignClient client = Server.Client("not_found"))
                Assert.Throws<NotFoundException>(() => client.ListVideos(Server.Id));
            Activity operation = spans.Last(span => span.OperationName == "IinkedSign.ListVideos");
            Assert.That(operation.GetTagItem("error.type"), Is.EqualTo("not_found"));
            Assert.That(operation.Status, Is.EqualTo(ActivityStatusCode.Error));
        }
    }
}
#endif
