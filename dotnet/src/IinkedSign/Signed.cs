// C# 7: Mono's compiler compiles this file too.
namespace IinkedSign
{
    /// <summary>The strong name's public key, which all assemblies of the project have.</summary>
    internal static class Signed
    {
        internal const string PublicKey =
            "0024000004800000140100000602000000240000525341310008000001000100fdf7db0abcbd4f5d1fb0cfda0fb8338b2d16" +
            "88c4455beacf6e082e9ce7111d02d0c39ea1c2f62efecadaf36d5b7f25f096fc7ea9330b11617434d07425013029eaf4b4ab" +
            "1e7b6b988743b6ccffbde84554e577ce01bccfb304df511a3bb9cc9a4c1871102e818cf6f2e3c1993b830db529be5c9e0e73" +
            "345c41ff5a84bc7769268663b2c4dd7f8017b9e6b4257918dec80f90a02206de0d68c863c2b9bc1d1fc1858fa5466c863252" +
            "aa93347d4c497f1fe262ba3456e16d1c4a6720317cefdfd45407fa9402d28fb1d8c3127242594600795439f15baf97b0c5f5" +
            "142f45bc3932710f0f972c958f1aacbbcbee20f8aa7721494cd5d9e51422fa3e7c153cf65ab1";
    }
}
