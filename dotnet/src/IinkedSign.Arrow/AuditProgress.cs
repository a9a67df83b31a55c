namespace IinkedSign.Arrow
{
    /// <summary>How far an audit is.</summary>
    public sealed class AuditProgress
    {
        /// <summary>Made by the audit; public so that tests can make one too. Name the arguments.</summary>
        public AuditProgress(long done, long? total = null, long errors = 0, long refused = 0, TimeSpan elapsed = default)
        {
            Done = done;
            Total = total;
            Errors = errors;
            Refused = refused;
            Elapsed = elapsed;
        }

        /// <summary>Inputs whose row is known.</summary>
        public long Done { get; }

        /// <summary>All inputs; null until that is known.</summary>
        public long? Total { get; }

        /// <summary>Errors among them, that of a repeated input once.</summary>
        public long Errors { get; }

        /// <summary>How many answers were 429.</summary>
        public long Refused { get; }

        /// <summary>Since the beginning.</summary>
        public TimeSpan Elapsed { get; }

        /// <summary>For logs: one line.</summary>
        public override string ToString() =>
            $"{Done} of {(Total is long total ? total.ToString(System.Globalization.CultureInfo.InvariantCulture) : "?")} " +
            $"packages, {Errors} errors";
    }
}
