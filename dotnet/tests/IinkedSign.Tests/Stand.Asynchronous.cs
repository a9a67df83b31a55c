using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace IinkedSign.Tests
{
    internal partial class Stand
    {
        public async IAsyncEnumerable<PackageSummary> ListPackagesAsync(
            PackageFilters filters, [System.Runtime.CompilerServices.EnumeratorCancellation]
            CancellationToken cancellationToken)
        {
            await Task.Yield();
            foreach (PackageSummary package in ListPackages(filters, cancellationToken)) yield return package;
        }

        public ValueTask DisposeAsync() => default;
    }
}
