using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IinkedSign.Extensions.DependencyInjection
{
    /// <summary>
    /// Whether the API answers, and takes the key or token: it asks for the first package of a list. The answer is kept for
    /// a while, so that probes that come often cost nothing; those that come at once share one request.
    /// </summary>
    public sealed class IinkedSignHealthCheck : IHealthCheck, IDisposable
    {
        /// <summary>How long an answer is kept by default.</summary>
        public static readonly TimeSpan DefaultKeepFor = TimeSpan.FromSeconds(30);

        private readonly IIinkedSignClient client;
        private readonly TimeSpan keepFor;
        private readonly SemaphoreSlim turn = new(1, 1);
        private Answer? last;

        /// <summary>A check of the client, which stays its owner's.</summary>
        /// <param name="client">The client that asks.</param>
        /// <param name="keepFor">How long an answer is kept; null: <see cref="DefaultKeepFor"/>.</param>
        public IinkedSignHealthCheck(IIinkedSignClient client, TimeSpan? keepFor = null)
        {
            this.client = client ?? throw new ArgumentNullException(nameof(client));
            this.keepFor = keepFor ?? DefaultKeepFor;
            if (this.keepFor < TimeSpan.Zero)
                throw new ArgumentOutOfRangeException(nameof(keepFor), "keepFor must not be negative");
        }

        /// <inheritdoc/>
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (context == null) throw new ArgumentNullException(nameof(context));
            await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // One that was cancelled says nothing, and the next one asks anew.
                if (last == null || last.Age.Elapsed >= keepFor)
                    last = new Answer(await AskAsync(cancellationToken).ConfigureAwait(false));
                return last.Failure == null
                    ? HealthCheckResult.Healthy("the iinked Sign API answers")
                    : new HealthCheckResult(context.Registration.FailureStatus, last.Failure.Message, last.Failure);
            }
            finally
            {
                turn.Release();
            }
        }

        /// <summary>No check may be under way.</summary>
        public void Dispose() => turn.Dispose();

        /// <summary>One request of one package: the cheapest read that every key may make.</summary>
        private async Task<IinkedSignException?> AskAsync(CancellationToken cancellationToken)
        {
            try
            {
                var first = new PackageFilters { PageSize = 1 };
                await foreach (PackageSummary _ in client.ListPackagesAsync(first, cancellationToken).ConfigureAwait(false))
                    break;
                return null;
            }
            catch (IinkedSignException failure)
            {
                return failure;
            }
        }

        private sealed class Answer(IinkedSignException? failure)
        {
            internal IinkedSignException? Failure { get; } = failure;

            internal Stopwatch Age { get; } = Stopwatch.StartNew();
        }
    }
}
