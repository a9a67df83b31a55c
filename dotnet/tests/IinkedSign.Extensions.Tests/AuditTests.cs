#nullable enable
using System.Collections.Concurrent;
using System.Diagnostics;
using Apache.Arrow;
using Apache.Arrow.Types;
using IinkedSign.Arrow;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture]
    public sealed class AuditTests
    {
        private static readonly string[] Ids = ["p1", "gone", "p1", "not an id", null!, "p\02", "\ud800"];

        private static readonly AuditOptions Everything = new()
        {
            AsOf = new DateTimeOffset(2022, 3, 1, 0, 0, 0, TimeSpan.Zero),
            IncludeVideos = true,
            IncludeLinks = true,
        };

        private static IReadOnlyList<AuditTable> Tables(Audit audit) =>
            [audit.Packages, audit.Documents, audit.Signers, audit.Revisions, audit.Videos, audit.Errors];

        private static T Column<T>(AuditTable table, string name) where T : IArrowArray =>
            (T)table.Batches.Single().Column(name);

        private static string?[] Texts(AuditTable table, string name)
        {
            var column = Column<StringArray>(table, name);
            return [.. Enumerable.Range(0, column.Length).Select(row => column.GetString(row))];
        }

        private static string Constant(AuditTable table, string name, int row)
        {
            var column = Column<DictionaryArray>(table, name);
            return ((StringArray)column.Dictionary).GetString((int)((Int32Array)column.Indices).GetValue(row)!);
        }

        [Test]
        public async Task EachInputIsOneRowWithItsDataOrItsError()
        {
            using IinkedSignClient client = Server.Client("audited");
            using Audit audit = await client.AuditAsync(Ids, Everything);
            Assert.That(Tables(audit).Select(table => table.RowCount), Is.EqualTo(new[] { 7, 1, 1, 1, 1, 5 }));
            Assert.That(Texts(audit.Packages, "package_id").Take(3), Is.EqualTo(new[] { "p1", "gone", "p1" }));
            Assert.That(Texts(audit.Packages, "name"), Is.EqualTo(new[] { "Größe 😀", null, "Größe 😀", null, null, null, null }));
            Assert.That(Constant(audit.Packages, "state", 0), Is.EqualTo("open"));
            Assert.That(Column<TimestampArray>(audit.Packages, "time_sign_by").GetTimestamp(0),
                Is.EqualTo(new DateTimeOffset(2022, 3, 2, 20, 8, 41, 261, TimeSpan.Zero)));
            var next = (StringArray)Column<ListArray>(audit.Packages, "next_signers").GetSlicedValues(0);
            Assert.That(next.GetString(0), Is.EqualTo("s1"));
            Assert.That(Column<DurationArray>(audit.Videos, "duration").GetTimeSpan(0), Is.EqualTo(new TimeSpan(0, 5, 12)));
            Assert.That(Texts(audit.Videos, "url").Single(), Does.Contain("s3cr3t"));
            Assert.That(Enumerable.Range(0, 5).Select(row => Constant(audit.Errors, "error_kind", row)), Is.EqualTo(
                new[] { "not_found", "invalid_argument", "invalid_argument", "invalid_argument", "invalid_argument" }));
            Assert.That(Texts(audit.Errors, "error_code")[0], Is.EqualTo("package_not_found"));
            // A NUL does not cut an id to another one.
            Assert.That(Texts(audit.Packages, "package_id")[5], Is.EqualTo("p\ufffd2"));
            Assert.That(audit.ToString(), Is.EqualTo("7 packages, 5 of them errors"));
        }

        [Test]
        public async Task NamesAndTypesOfColumnsNeverDependOnTheData()
        {
            using IinkedSignClient client = Server.Client("audited");
            using Audit full = await client.AuditAsync(["p1", "gone"], Everything);
            using Audit empty = await client.AuditAsync([], Everything);
            foreach ((AuditTable one, AuditTable other) in Tables(full).Zip(Tables(empty)))
            {
                Assert.That(other.RowCount, Is.EqualTo(0));
                Assert.That(other.Batches.Sum(batch => batch.Length), Is.EqualTo(0));
                Assert.That(other.Schema.FieldsList.Select(Shown), Is.EqualTo(one.Schema.FieldsList.Select(Shown)));
            }
            ArrowTypeId[] types = [.. Tables(empty).SelectMany(table => table.Schema.FieldsList.Select(field => field.DataType.TypeId)).Distinct()];
            Assert.That(types, Is.SupersetOf(new[]
            {
                ArrowTypeId.String, ArrowTypeId.Dictionary, ArrowTypeId.List, ArrowTypeId.Timestamp, ArrowTypeId.Duration,
                ArrowTypeId.Boolean, ArrowTypeId.Int64, ArrowTypeId.Int32,
            }));
        }

        private static string Shown(Field field) => $"{field.Name}: {field.DataType.Name}, {field.IsNullable}";

        [Test]
        public async Task OptionsReachTheCore()
        {
            using IinkedSignClient client = Server.Client("audited");
            using Audit plain = await client.AuditAsync(["p1"]);
            Assert.That(plain.Videos.RowCount, Is.EqualTo(0));
            Assert.That(plain.Signers.Schema.FieldsList.Select(field => field.Name), Has.No.Member("sign_link"));
            Assert.That(Texts(plain.Signers, "email").Single(), Is.EqualTo("signer.one@example.com"));
            var later = new AuditOptions { AsOf = new DateTimeOffset(2022, 3, 5, 0, 0, 0, TimeSpan.Zero) };
            using Audit overdue = await client.AuditAsync(["p1"], later);
            Assert.That(Column<Int64Array>(overdue.Packages, "days_overdue").GetValue(0), Is.EqualTo(2));
            using Audit hashed = await client.AuditAsync(["p1"], new AuditOptions { HashPersonal = true, HashKey = "k", Concurrency = 1 });
            using Audit own = await client.AuditAsync(["p1"], new AuditOptions { HashPersonal = true });
            string? with = Texts(hashed.Signers, "email").Single(), without = Texts(own.Signers, "email").Single();
            Assert.That(with, Does.Match("^[0-9a-f]{32}$"));
            Assert.That(without, Does.Match("^[0-9a-f]{32}$").And.Not.EqualTo(with));
        }

        private static readonly (AuditOptions Options, string Message)[] Wrong =
        [
            (new() { Concurrency = 0 }, "concurrency must be 1 to 1000, not 0 (nothing was sent)"),
            (new() { Concurrency = -1 }, "concurrency must be 1 to 1000, not 0 (nothing was sent)"),
            (new() { Concurrency = 1001 }, "concurrency must be 1 to 1000, not 1001 (nothing was sent)"),
            (new() { HashKey = "s3cr3t" }, "HashKey has no effect without HashPersonal; nothing was sent"),
            (new() { HashPersonal = true, HashKey = "" }, "HashKey is empty; nothing was sent"),
        ];

        [Test]
        public void WrongArgumentsAreRefusedAndNothingIsSent()
        {
            int attempts = 0;
            using IinkedSignClient client =
                Server.Client("audited", options => options.OnAttempt = _ => Interlocked.Increment(ref attempts));
            foreach ((AuditOptions wrong, string message) in Wrong)
            {
                Assert.That(Error<InvalidArgumentException>(() => client.AuditAsync(["p1"], wrong)).Message, Is.EqualTo(message));
                Assert.That(Error<InvalidArgumentException>(() => client.AuditAccountAsync(null, wrong)).Message, Is.EqualTo(message));
            }
            Assert.That(Error<InvalidArgumentException>(() => client.AuditAsync(null!)).Message,
                Is.EqualTo("packageIds is null; nothing was sent"));
            Assert.That(Error<InvalidArgumentException>(() => client.AuditAccountAsync(new PackageFilters { Days = 0 })).Message,
                Is.EqualTo("Days must be at least 1; nothing was sent"));
            Assert.That(Error<InvalidArgumentException>(() => ((IIinkedSignClient)null!).AuditAsync([])).Message,
                Is.EqualTo("an audit needs a client of class IinkedSignClient; nothing was sent"));
            var thrown = new InvalidOperationException("by the ids");
            Assert.That(Error<InvalidOperationException>(() => client.AuditAsync(Throwing(thrown))), Is.SameAs(thrown));
            client.Dispose();
            Error<ObjectDisposedException>(() => client.AuditAsync(["p1"]));
            Error<ObjectDisposedException>(() => client.AuditAccountAsync());
            Assert.That(attempts, Is.EqualTo(0));
        }

        private static T Error<T>(Func<Task> call) where T : Exception => Assert.ThrowsAsync<T>(() => call())!;

        private static IEnumerable<string> Throwing(Exception thrown)
        {
            yield return "p1";
            throw thrown;
        }

        [Test]
        public async Task TheAccountIsAuditedWhileItIsListed()
        {
            using IinkedSignClient client = Server.Client("audited");
            using Audit audit = await client.AuditAccountAsync(new PackageFilters { PageSize = 100 });
            Assert.That(audit.Packages.RowCount, Is.EqualTo(250));
            Assert.That(audit.Errors.RowCount, Is.EqualTo(1));
            Assert.That(audit.Packages.Batches.SelectMany(batch => Enumerable.Range(0, batch.Length)
                .Select(row => ((StringArray)batch.Column("package_id")).GetString(row))).Distinct().Count(), Is.EqualTo(250));
        }

        [Test]
        public void AnErrorOfTheListHasWhatWasKnown()
        {
            using IinkedSignClient client = Server.Client("unavailable");
            var error = Error<ServerException>(() => client.AuditAccountAsync());
            using Audit partial = error.PartialAudit()!;
            Assert.That(partial.Packages.RowCount, Is.EqualTo(0));
            Assert.That(partial.Packages.Schema.FieldsList, Has.Count.GreaterThan(20));
            Assert.That(new ServerException("another", new ErrorDetails()).PartialAudit(), Is.Null);
        }

#if !NETSTANDARD_ASSEMBLY
        [Test]
        public async Task TheSpansOfItsAttemptsAreInTheSpanOfTheAudit()
        {
            var spans = new ConcurrentQueue<Activity>();
            using var listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "IinkedSign",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = spans.Enqueue,
            };
            ActivitySource.AddActivityListener(listener);
            using Activity parent = new Activity("parent").Start();
            using IinkedSignClient client = Server.Client("audited");
            (await client.AuditAsync(["p1", "gone", "p2"])).Dispose();
            (await client.AuditAccountAsync()).Dispose();
            foreach ((string name, int least) in new[] { ("IinkedSign.Audit", 3), ("IinkedSign.AuditAccount", 252) })
            {
                Activity audit = spans.Single(span => span.TraceId == parent.TraceId && span.OperationName == name);
                Assert.That(spans.Count(span => span.ParentSpanId == audit.SpanId), Is.GreaterThanOrEqualTo(least));
            }
            Assert.That(spans.Select(span => span.TraceId), Is.All.EqualTo(parent.TraceId));
        }

#endif
        [Test]
        public async Task ProgressIsTold()
        {
            var told = new List<AuditProgress>();
            using IinkedSignClient client = Server.Client("audited");
            using Audit audit = await client.AuditAsync(["p1", "gone", "p2"], null, new Told<AuditProgress>(told.Add));
            AuditProgress last = told.Last();
            Assert.That((last.Done, last.Total, last.Errors, last.Refused), Is.EqualTo((3, 3, 1, 0)));
            Assert.That(last.Elapsed, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(last.ToString(), Is.EqualTo("3 of 3 packages, 1 errors"));
        }

        [Test]
        public void WhatAProgressCallbackThrowsEndsTheAudit()
        {
            var thrown = new InvalidOperationException("by the callback");
            using IinkedSignClient client = Server.Client("slow_audited");
            var options = new AuditOptions { Concurrency = 1 };
            IEnumerable<string> ids = Enumerable.Range(0, 1_000).Select(at => "p" + at);
            Assert.That(Error<InvalidOperationException>(() => client.AuditAsync(ids, options, new Told<AuditProgress>(_ => throw thrown))),
                Is.SameAs(thrown));
        }

        [Test]
        public async Task ACancelledAuditHasWhatWasKnown()
        {
            using var source = new CancellationTokenSource();
            using IinkedSignClient client = Server.Client("slow_audited");
            string[] ids = [.. Enumerable.Range(0, 1_000).Select(at => "p" + at)];
            var progress = new Told<AuditProgress>(it =>
            {
                if (it.Done > 0) source.Cancel();
            });
            Task<Audit> audit = client.AuditAsync(ids, new AuditOptions { Concurrency = 1 }, progress, source.Token);
            AuditInterruptedException error = Assert.ThrowsAsync<AuditInterruptedException>(() => audit)!;
            Assert.That(audit.IsCanceled);
            Assert.That(error.CancellationToken, Is.EqualTo(source.Token));
            using Audit partial = error.Partial;
            Assert.That(partial.Packages.RowCount, Is.GreaterThan(0).And.LessThan(1_000));
            Assert.That(Texts(partial.Packages, "package_id")[0], Is.EqualTo("p0"));
            Assert.That(error.Message, Is.EqualTo(
                $"the audit was cancelled with {partial.Packages.RowCount} packages known or failed"));

            // One that is cancelled already sends nothing, and has six empty tables.
            var late = Assert.ThrowsAsync<AuditInterruptedException>(() => client.AuditAccountAsync(null, null, null, source.Token))!;
            using Audit nothing = late.Partial;
            Assert.That(Tables(nothing).Select(table => table.RowCount), Is.All.EqualTo(0));
            await Task.CompletedTask;
        }

        [Test]
        public async Task TheCallersThreadIsFree()
        {
            using IinkedSignClient client = Server.Client("slow_audited");
            int caller = Environment.CurrentManagedThreadId, teller = caller;
            Task<Audit> audit = client.AuditAsync(["p1"], null, new Told<AuditProgress>(_ => teller = Environment.CurrentManagedThreadId));
            Assert.That(audit.IsCompleted, Is.False);
            (await audit).Dispose();
            Assert.That(teller, Is.Not.EqualTo(caller));
        }

        [Test]
        public async Task ADisposedAuditSaysSo()
        {
            using IinkedSignClient client = Server.Client("audited");
            Audit audit = await client.AuditAsync(["p1"]);
            client.Dispose();
            Assert.That(audit.Packages.RowCount, Is.EqualTo(1));
            audit.Dispose();
            audit.Dispose();
            Assert.Throws<ObjectDisposedException>(() => _ = audit.Packages);
            Assert.That(audit.ToString(), Is.EqualTo("a disposed audit"));
        }

        /// <summary>Callbacks that come just then keep no program from ending.</summary>
        [Test]
        public void AProgramEndsWhileAuditsAreUnderWay()
        {
            foreach (string answer in new[] { "slow_audited", "audited", "audited", "hang", "status" })
                Assert.That(Server.Run(".", "ending", "BASE_URL=" + Server.Url(answer)), Is.EqualTo("the end\n"));
        }
    }
}
