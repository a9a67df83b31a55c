// C# 7: Mono's compiler compiles this file too.
namespace IinkedSign.Json
{
    /// <summary>A model that can be written as the wire's JSON.</summary>
    internal interface IJsonModel
    {
        /// <summary>Writes the members of its object.</summary>
        void WriteTo(JsonOutput json);
    }
}
