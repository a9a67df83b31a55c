// C# 7: Mono's compiler compiles this file too.
#if CSHARP7
using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace IinkedSign.Tests
{
    /// <summary>NUnit 2.6 has these under names that newer ones no longer have.</summary>
    internal static class Does
    {
        internal static Constraint Contain(string text) => Is.StringContaining(text);

        internal static Constraint StartWith(string text) => Is.StringStarting(text);

        internal static Constraint Match(string pattern) => Is.StringMatching(pattern);

        internal static class Not
        {
            internal static Constraint Contain(string text) => Is.Not.StringContaining(text);
        }
    }
}
#endif
