// C# 7: Mono's compiler compiles this file too.
using System.Runtime.CompilerServices;

// The tests compare the structs with the C compiler's, and an absent list with an empty one.
[assembly: InternalsVisibleTo("IinkedSign.Tests, PublicKey=" + IinkedSign.Signed.PublicKey)]
// Audits are calls like others; the package of the same release and no other one uses what is internal here.
[assembly: InternalsVisibleTo("IinkedSign.Arrow, PublicKey=" + IinkedSign.Signed.PublicKey)]
[assembly: InternalsVisibleTo("IinkedSign.Extensions.Tests, PublicKey=" + IinkedSign.Signed.PublicKey)]

#if !NET8_0_OR_GREATER
namespace System.Diagnostics.CodeAnalysis
{
    // netstandard2.0 lacks these; compilers go by their names.
    [AttributeUsage(AttributeTargets.Property | AttributeTargets.ReturnValue)]
    internal sealed class MaybeNullAttribute : Attribute { }

    [AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
    internal sealed class AllowNullAttribute : Attribute { }
}
#endif
