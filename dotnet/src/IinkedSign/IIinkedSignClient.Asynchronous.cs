#nullable enable
using System;
using System.Collections.Generic;
using System.Threading;

namespace IinkedSign
{
    // Mono's compiler does not know these types.
    public partial interface IIinkedSignClient : IAsyncDisposable
    {
        /// <summary><see cref="ListPackages"/> without a thread that waits.</summary>
        /// <param name="filters">Null is no filter.</param>
        /// <param name="cancellationToken">Ends the list, within a page too.</param>
        IAsyncEnumerable<PackageSummary> ListPackagesAsync(
            PackageFilters? filters = null, CancellationToken cancellationToken = default);
    }
}
