using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace IinkedSign
{
    /// <summary>Lists of models: copied, read-only, never null.</summary>
    internal static class Lists
    {
        internal static IReadOnlyList<T> Freeze<T>(IEnumerable<T> items) =>
            items == null ? None<T>.Instance : new ReadOnlyCollection<T>(items.ToArray());

        /// <summary>Whether the server sent a list, be it an empty one.</summary>
        internal static bool WasSent<T>(IReadOnlyList<T> list) => !ReferenceEquals(list, None<T>.Instance);

        private static class None<T>
        {
            internal static readonly IReadOnlyList<T> Instance = new ReadOnlyCollection<T>(new T[0]);
        }
    }
}
