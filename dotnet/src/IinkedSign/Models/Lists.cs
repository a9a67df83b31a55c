// C# 7: Mono's compiler compiles this file too.
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace IinkedSign
{
    /// <summary>Lists of models: copied once, read-only, never null.</summary>
    internal static class Lists
    {
        internal static IReadOnlyList<T> Freeze<T>(IEnumerable<T> items) =>
            items == null ? None<T>.Instance : items as Frozen<T> ?? new Frozen<T>(items.ToArray());

        /// <summary>The array becomes the list, without a copy; null is a list that was not sent.</summary>
        internal static IReadOnlyList<T> Own<T>(T[] items) => items == null ? None<T>.Instance : new Frozen<T>(items);

        /// <summary>Whether the server sent a list, be it an empty one.</summary>
        internal static bool WasSent<T>(IReadOnlyList<T> list) => !ReferenceEquals(list, None<T>.Instance);

        internal static bool Equal<T>(IReadOnlyList<T> left, IReadOnlyList<T> right)
        {
            if (left.Count != right.Count) return false;
            for (int at = 0; at < left.Count; at++)
                if (!Equals(left[at], right[at])) return false;
            return true;
        }

        /// <summary>Only made here, so that nobody else can change what is in it.</summary>
        private sealed class Frozen<T> : ReadOnlyCollection<T>
        {
            internal Frozen(T[] items) : base(items) { }
        }

        private static class None<T>
        {
            internal static readonly IReadOnlyList<T> Instance = new Frozen<T>(System.Array.Empty<T>());
        }
    }
}
