using System.Runtime.CompilerServices;

// The tests compare the structs with the C compiler's, and an absent list with an empty one.
[assembly: InternalsVisibleTo("IinkedSign.Tests")]

#if !NET8_0_OR_GREATER
namespace System.Diagnostics.CodeAnalysis
{
    // netstandard2.0 lacks these; compilers go by their names.
    [AttributeUsage(AttributeTargets.Property | AttributeTargets.ReturnValue)]
    internal sealed class MaybeNullAttribute : Attribute { }

    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class AllowNullAttribute : Attribute { }
}
#endif
