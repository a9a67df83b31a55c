namespace IinkedSign.Arrow
{
    /// <summary>An audit was cancelled.</summary>
    public sealed class AuditInterruptedException : OperationCanceledException
    {
        /// <summary>Made by the audit.</summary>
        internal AuditInterruptedException(Audit partial, CancellationToken token)
            : base($"the audit was cancelled with {partial.Packages.RowCount} packages known or failed", token) =>
            Partial = partial;

        /// <summary>What was known then; dispose it as every audit.</summary>
        public Audit Partial { get; }
    }
}
