// C# 7: Mono's compiler compiles this file too.
namespace IinkedSign
{
    /// <summary>What the follow-up check showed after a delete with an unknown outcome.</summary>
    public enum Evidence
    {
        /// <summary>The package answers 404 now, or every video asked for is <c>deleted</c> now.</summary>
        Absent = 1,

        /// <summary>It is still there.</summary>
        Present = 2,

        /// <summary>The follow-up check did not settle it, or there was no time left for one.</summary>
        Unverified = 3,

        /// <summary>The package that was to be rescinded is rescinded now.</summary>
        Rescinded = 4,
    }
}
