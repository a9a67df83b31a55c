#nullable enable
using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture]
    public sealed class LoggingTests
    {
        /// <summary>Keeps the lines, with what a structured logger gets; or throws.</summary>
        internal sealed class Lines : ILoggerProvider, ILogger
        {
            internal ConcurrentQueue<string> Written { get; } = new();

            internal string Category { get; private set; } = "";

            internal Exception? Thrown { get; set; }

            internal int Asked { get; private set; }

            internal ILoggerFactory Factory() => LoggerFactory.Create(it => it.AddProvider(this).SetMinimumLevel(LogLevel.Trace));

            public ILogger CreateLogger(string categoryName)
            {
                if (categoryName.StartsWith("IinkedSign", StringComparison.Ordinal)) Category = categoryName;
                return this;
            }

            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel)
            {
                Asked++;
                return Thrown == null ? true : throw Thrown;
            }

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var values = (IEnumerable<KeyValuePair<string, object?>>)state!;
                Written.Enqueue($"{logLevel} {formatter(state, exception)} [{string.Join(" ", values.Select(one => one.Key))}]");
            }

            public void Dispose() { }
        }

        private const string Values = "[Method Path Outcome Milliseconds Attempt RequestId {OriginalFormat}]";

        [Test]
        public void EachAttemptIsALineWithoutAContainer()
        {
            using var lines = new Lines();
            using ILoggerFactory loggers = lines.Factory();
            int told = 0;
            IinkedSignOptions options = Server.Options("flaky", it => (it.MaxRetries, it.OnAttempt) = (1, _ => told++));
            using (var client = new IinkedSignClient(options.LogTo(loggers))) client.GetPackageStatus(Server.Id);
            Assert.That(lines.Category, Is.EqualTo("IinkedSign.Client"));
            string[] written = [.. lines.Written];
            Assert.That(written, Has.Length.EqualTo(2));
            Assert.That(written[0], Does.Match(
                $@"^Warning GET /packages/{Server.Id}/status: 500, [\d.]+ ms, attempt 1, request \(null\); another one follows \["));
            Assert.That(written[1], Does.Match($@"^Debug GET /packages/{Server.Id}/status: 200, [\d.]+ ms, attempt 2, request \(null\) \["));
            Assert.That(written, Is.All.EndsWith(Values).And.None.Contains("s3cr3t").And.None.Contains(Server.Key));
            Assert.That(told, Is.EqualTo(2));
        }

        [Test]
        public void AnAttemptWithoutAnAnswerSaysWhatFailed()
        {
            using var lines = new Lines();
            using ILoggerFactory loggers = lines.Factory();
            using (var client = new IinkedSignClient(Server.Options("reset").LogTo(loggers)))
                Assert.Throws<TransportException>(() => client.GetPackageStatus(Server.Id));
            Assert.That(lines.Written.Single(), Does.StartWith($"Debug GET /packages/{Server.Id}/status: Transport, "));
        }

        [Test]
        public void TheContainersLoggersAreUsed()
        {
            using var lines = new Lines();
            var services = new ServiceCollection();
            services.AddLogging(it => it.AddProvider(lines).SetMinimumLevel(LogLevel.Debug));
            services.AddIinkedSign(options => (options.ApiKey, options.BaseUrl) = (Server.Key, Server.Url("not_found")));
            // Registered twice, it is one client all the same, which writes one line.
            services.AddIinkedSign(_ => { });
            using ServiceProvider provider = services.BuildServiceProvider();
            Assert.Throws<NotFoundException>(() => provider.GetRequiredService<IIinkedSignClient>().GetPackageStatus(Server.Id));
            Assert.That(lines.Written.Single(), Does.Contain(": 404, ").And.Contains("request request-1"));
        }

        [Test]
        public void WhatALoggerThrowsEndsNoCall()
        {
            using var lines = new Lines { Thrown = new InvalidOperationException("by the logger") };
            using ILoggerFactory loggers = lines.Factory();
            using var client = new IinkedSignClient(Server.Options("status").LogTo(loggers));
            Assert.That(client.GetPackageStatus(Server.Id).PackageId, Is.EqualTo(Server.Id));
            Assert.That(lines.Asked, Is.EqualTo(1));
        }
    }
}
