using Apache.Arrow;

namespace IinkedSign.Arrow
{
    /// <summary>One table of an <see cref="Audit"/>, which owns it.</summary>
    public sealed class AuditTable
    {
        private readonly RecordBatch[] batches;

        internal AuditTable(Schema schema, RecordBatch[] batches)
        {
            Schema = schema;
            this.batches = batches;
            RowCount = batches.Sum(batch => (long)batch.Length);
        }

        /// <summary>The columns: the same for every audit with the same options, also of an empty table.</summary>
        public Schema Schema { get; }

        /// <summary>The rows, in order; no batch where there is none. The audit disposes them.</summary>
        public IReadOnlyList<RecordBatch> Batches => batches;

        /// <summary>How many rows all batches have together.</summary>
        public long RowCount { get; }

        /// <summary>For logs: how many rows and columns there are.</summary>
        public override string ToString() => $"{RowCount} rows of {Schema.FieldsList.Count} columns";

        internal void Dispose()
        {
            foreach (RecordBatch batch in batches) batch.Dispose();
        }
    }
}
