using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>A finding, and how often it was made.</summary>
    public sealed class Drift
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
        public Drift(
            string path = null, string kind = null, long count = 0)
        {
            Path = path;
            Kind = kind;
            Count = count;
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"Drift {{ Path = {Path}, Kind = {Kind}, Count = {Count} }}";
    }
}
