#nullable enable
using System.Collections.Generic;
using System.Threading.Tasks;

namespace IinkedSign.Tests
{
    internal static class Collected
    {
        internal static async Task<IReadOnlyList<T>> From<T>(IAsyncEnumerable<T> items)
        {
            var all = new List<T>();
            await foreach (T item in items.ConfigureAwait(false)) all.Add(item);
            return all;
        }
    }
}
