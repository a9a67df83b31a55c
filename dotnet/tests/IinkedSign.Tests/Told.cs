// C# 7: Mono's compiler compiles this file too.
using System;

namespace IinkedSign.Tests
{
    /// <summary>Reports at once, on the thread that tells, as Progress of .NET's library does not.</summary>
    internal sealed class Told<T> : IProgress<T>
    {
        private readonly Action<T> report;

        internal Told(Action<T> report) { this.report = report; }

        public void Report(T value) => report(value);
    }
}
