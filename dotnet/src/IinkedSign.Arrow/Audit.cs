namespace IinkedSign.Arrow
{
    /// <summary>
    /// The statuses of many packages as tables, which are joined by <c>package_id</c>. Their columns are the fields of the
    /// answers and what follows from them; names and types never depend on the data. Dispose it: the tables' memory is the
    /// native library's until then.
    /// </summary>
    public sealed class Audit : IDisposable
    {
        private readonly AuditTable[] tables;
        private bool disposed;

        /// <summary>Takes the tables over, in the order of the properties.</summary>
        internal Audit(AuditTable[] tables) { this.tables = tables; }

        /// <summary>One row for every input, in order: its data or its error.</summary>
        public AuditTable Packages => At(AuditTables.Packages);

        /// <summary>The documents of the packages.</summary>
        public AuditTable Documents => At(AuditTables.Documents);

        /// <summary>The signers of the packages.</summary>
        public AuditTable Signers => At(AuditTables.Signers);

        /// <summary>The revisions of the documents.</summary>
        public AuditTable Revisions => At(AuditTables.Revisions);

        /// <summary>The videos of the packages; empty without <see cref="AuditOptions.IncludeVideos"/>.</summary>
        public AuditTable Videos => At(AuditTables.Videos);

        /// <summary>The rows of <see cref="Packages"/> that are errors.</summary>
        public AuditTable Errors => At(AuditTables.Errors);

        /// <summary>
        /// Gives the memory of all tables back. Neither a batch of the audit nor an array out of one may be read after it,
        /// unless it was cloned.
        /// </summary>
        public void Dispose()
        {
            disposed = true;
            foreach (AuditTable table in tables) table.Dispose();
        }

        /// <summary>For logs: how many rows there are.</summary>
        public override string ToString() =>
            disposed ? "a disposed audit" : $"{Packages.RowCount} packages, {Errors.RowCount} of them errors";

        private AuditTable At(int table) =>
            disposed ? throw new ObjectDisposedException(nameof(Audit)) : tables[table];
    }

    /// <summary>The tables' places, IINKED_AUDIT_PACKAGES and so on.</summary>
    internal static class AuditTables
    {
        internal const int Packages = 0;
        internal const int Documents = 1;
        internal const int Signers = 2;
        internal const int Revisions = 3;
        internal const int Videos = 4;
        internal const int Errors = 5;
        internal const int Count = 6;
    }
}
