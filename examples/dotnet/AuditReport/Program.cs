// Audits every package of the account, sums up what is in it, and keeps the table: AuditReport FILE.arrow
//
// The file is Arrow's: pandas, polars, DuckDB and others read it.  The key is taken from IINKEDSIGN_API_KEY.
using Apache.Arrow;
using Apache.Arrow.Ipc;
using IinkedSign;
using IinkedSign.Arrow;

if (args.Length != 1)
{
    Console.Error.WriteLine("AuditReport FILE.arrow");
    return 2;
}
try
{
    await using var client = new IinkedSignClient();
    using Audit audit = await client.AuditAccountAsync();

    // A row as an object: LINQ does the rest.
    var packages = audit.Packages.Batches.SelectMany(Rows).ToArray();
    foreach (var group in packages.GroupBy(package => package.State ?? "(an error)").OrderByDescending(group => group.Count()))
        Console.WriteLine($"{group.Count(),6} {group.Key}, {group.Count(package => package.Overdue)} of them overdue");
    Console.WriteLine($"{audit.Signers.RowCount,6} signers, {audit.Documents.RowCount} documents, {audit.Errors.RowCount} errors");

    await using FileStream file = File.Create(args[0]);
    using var writer = new ArrowFileWriter(file, audit.Packages.Schema);
    foreach (RecordBatch batch in audit.Packages.Batches) await writer.WriteRecordBatchAsync(batch);
    await writer.WriteEndAsync();
    return 0;
}
catch (IinkedSignException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

static IEnumerable<(string? State, bool Overdue)> Rows(RecordBatch batch)
{
    var states = (DictionaryArray)batch.Column("state");
    var texts = (StringArray)states.Dictionary;
    var numbers = (Int32Array)states.Indices;
    var overdue = (BooleanArray)batch.Column("is_overdue");
    for (int row = 0; row < batch.Length; row++)
        yield return (numbers.GetValue(row) is int at ? texts.GetString(at) : null, overdue.GetValue(row) == true);
}
