// C# 7: Mono's compiler compiles this file too.
using System;

namespace IinkedSign.Native
{
    /// <summary>
    /// Marks that user code runs on a thread that calls wait for, until it is disposed: that code must make no synchronous
    /// call.
    /// </summary>
    internal struct UserCode : IDisposable
    {
        [ThreadStatic]
        private static int depth;

        /// <summary>Whether it runs on this thread.</summary>
        internal static bool Runs => depth > 0;

        internal static UserCode Begin()
        {
            depth++;
            return default(UserCode);
        }

        public void Dispose() => depth--;
    }
}
