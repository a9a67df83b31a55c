#if !NETSTANDARD_ASSEMBLY
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using System.Threading.Tasks;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture, NonParallelizable]
    public sealed class TelemetryTests
    {
        private static ActivityListener Listen(ConcurrentQueue<Activity> spans)
        {
            var listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "IinkedSign",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = spans.Enqueue,
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
