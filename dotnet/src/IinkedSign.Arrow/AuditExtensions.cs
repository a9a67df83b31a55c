using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using IinkedSign.Native;

namespace IinkedSign.Arrow
{
    /// <summary>Audits by a client.</summary>
    public static class AuditExtensions
    {
        /// <summary>What audits knew that an error ended.</summary>
        private static readonly ConditionalWeakTable<IinkedSignException, Audit> Partials = new();

        /// <summary>
        /// Reads the statuses of many packages into tables: one row for every id, in order, its data or its error. A
        /// package whose id is given twice is asked for once.
        /// </summary>
        /// <param name="client">An <see cref="IinkedSignClient"/>; its timeout is for each package.</param>
        /// <param name="packageIds">The ids; also one that is wrong or null is a row, which says so.</param>
        /// <param name="options">Null: the defaults.</param>
        /// <param name="progress">
        /// Is told about every 40 ms, on a thread of the library. What it throws ends the audit, and is thrown to its
        /// caller.
        /// </param>
        /// <param name="cancellationToken">Ends the audit.</param>
        /// <returns>The tables; dispose them.</returns>
        /// <exception cref="InvalidArgumentException">An option is wrong; nothing was sent.</exception>
        /// <exception cref="AuditInterruptedException">It was cancelled, and has what was known then.</exception>
        public static Task<Audit> AuditAsync(
            this IIinkedSignClient client, IEnumerable<string> packageIds, AuditOptions? options = null,
            IProgress<AuditProgress>? progress = null, CancellationToken cancellationToken = default) =>
            RunAsync(client, () => PackageIds.Of(packageIds), null, options, progress, cancellationToken);

        /// <summary>
        /// <see cref="AuditAsync"/> of the packages that <see cref="IIinkedSignClient.ListPackages"/> lists with these
        /// filters. The list is read page by page while packages are asked for; if a page cannot be had, the audit ends
        /// with that error, and <see cref="PartialAudit"/> gives what was known then.
        /// </summary>
        /// <param name="client">An <see cref="IinkedSignClient"/>; its timeout is for each package.</param>
        /// <param name="filters">Null: every package of the account, also those of other members.</param>
        /// <param name="options">Null: the defaults.</param>
        /// <param name="progress">As for <see cref="AuditAsync"/>.</param>
        /// <param name="cancellationToken">Ends the audit.</param>
        /// <returns>The tables; dispose them.</returns>
        /// <exception cref="InvalidArgumentException">An option or a filter is wrong; nothing was sent.</exception>
        /// <exception cref="AuditInterruptedException">It was cancelled, and has what was known then.</exception>
        public static Task<Audit> AuditAccountAsync(
            this IIinkedSignClient client, PackageFilters? filters = null, AuditOptions? options = null,
            IProgress<AuditProgress>? progress = null, CancellationToken cancellationToken = default) =>
            RunAsync(
                client, () => PackageIds.None, filters ?? new PackageFilters { AllMembers = true }, options, progress,
                cancellationToken);

        /// <summary>
        /// What an audit knew when this error ended it, as where the packages of the account could not be listed to the
        /// end; null where it knew nothing. Dispose it as every audit.
        /// </summary>
        public static Audit? PartialAudit(this IinkedSignException error) =>
            Partials.TryGetValue(error, out Audit? audit) ? audit : null;

        private static async Task<Audit> RunAsync(
            IIinkedSignClient client, Func<PackageIds> readIds, PackageFilters? filters, AuditOptions? options,
            IProgress<AuditProgress>? progress, CancellationToken cancellationToken)
        {
            ClientHandle handle = (client as IinkedSignClient ?? throw new InvalidArgumentException(
                "an audit needs a client of class IinkedSignClient; nothing was sent")).Open;
            using var watcher = new AuditWatcher(progress);
            using AuditOptionsHandle native = (options ?? new AuditOptions()).ToNative(watcher);
            // An audit of no packages sends nothing, and has six empty tables as well.
            bool late = cancellationToken.IsCancellationRequested;
            using PackageIds ids = late ? PackageIds.None : readIds();
            AuditOutcome outcome = await Calls.Start<AuditOperation, AuditAnswer, AuditOutcome>(
                handle, new AuditOperation(ids, late ? null : filters, native),
                late ? CancellationToken.None : cancellationToken).ConfigureAwait(false);
            if (watcher.Failure is Exception thrown)
            {
                outcome.Streams.Dispose();
                ExceptionDispatchInfo.Capture(thrown).Throw();
            }
            Audit audit = await outcome.Streams.ReadAsync().ConfigureAwait(false);
            if (outcome.Failure is IinkedSignException failure)
            {
                Partials.Add(failure, audit);
                throw failure;
            }
            return late || outcome.Cancelled ? throw new AuditInterruptedException(audit, cancellationToken) : audit;
        }
    }
}
