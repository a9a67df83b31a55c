// C# 7: Mono's compiler compiles this file too.
namespace IinkedSign
{
    /// <summary>The release that the assembly and its native library are of.</summary>
    internal static class Release
    {
        internal const string Version = "0.1.0";
    }
}
