#nullable enable
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using IinkedSign.Native;

namespace IinkedSign
{
    // Mono's compiler does not know these types.
    public sealed partial class IinkedSignClient
    {
        /// <summary><see cref="Dispose"/>, which waits for nothing.</summary>
        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        /// <inheritdoc/>
        public IAsyncEnumerable<PackageSummary> ListPackagesAsync(
            PackageFilters? filters = null, CancellationToken cancellationToken = default) =>
            ListAsync(Checked(filters!), cancellationToken);

        private async IAsyncEnumerable<PackageSummary> ListAsync(
            PackageFilters filters, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            using PackagePagesHandle pages = Pages(filters);
            while (true)
            {
                IReadOnlyList<PackageSummary> page =
                    await Calls.Start<ListPackages, PackageListHandle, IReadOnlyList<PackageSummary>>(
                        Open, new ListPackages(pages), cancellationToken).ConfigureAwait(false);
                if (page == null) yield break;
                foreach (PackageSummary package in page)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return package;
                }
            }
        }
    }
}
