// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>A finding, and how often it was made. Equal to another with the same values.</summary>
    public sealed class Drift : IEquatable<Drift>
    {
        /// <summary>The place in the answer, as <c>documents[].revisions[].isNext</c>.</summary>
        [MaybeNull]
        public string Path { get; }

        /// <summary><c>unknown_field</c>, <c>unknown_value</c> or <c>wrong_type</c>.</summary>
        [MaybeNull]
        public string Kind { get; }

        /// <summary>How often it was seen.</summary>
        public long Count { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public Drift([AllowNull] string path = null, [AllowNull] string kind = null, long count = 0)
        {
            Path = path;
            Kind = kind;
            Count = count;
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, Drift> Make = at =>
        {
            var it = (iinked_drift*)at;
            return new Drift(Reader.Text(it->path), Reader.Text(it->kind), (long)it->count);
        };

        /// <inheritdoc/>
        public bool Equals([AllowNull] Drift other) =>
            other != null && Path == other.Path && Kind == other.Kind && Count == other.Count;

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as Drift);

        /// <inheritdoc/>
        public override int GetHashCode() => (Path?.GetHashCode() ?? 0) * 31 + Count.GetHashCode();

        /// <summary>For logs.</summary>
        public override string ToString() => $"Drift {{ Path = {Path}, Kind = {Kind}, Count = {Count} }}";
    }
}
