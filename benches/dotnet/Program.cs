// Bench ours|theirs BASE_URL PACKAGE_ID: calls as it is told on its input, a line each, and prints what that took.
//
//   sync SECONDS           calls one at a time
//   async COUNT SECONDS    that many in flight
//   list                   the whole account
//   once                   a single call; then it ends
using System.Diagnostics;
using System.Globalization;

IClient client = args[0] == "ours" ? new Ours(args[1]) : new Theirs(args[1]);
string packageId = args[2];

while (Console.ReadLine() is string line)
{
    string[] order = line.Split(' ');
    double seconds = double.Parse(order[^1] is var last && char.IsAsciiDigit(last[0]) ? last : "0", CultureInfo.InvariantCulture);
    long allocated = GC.GetTotalAllocatedBytes(), calls = 0;
    TimeSpan processor = Environment.CpuUsage.TotalTime;
    long begin = Stopwatch.GetTimestamp(), end = begin + (long)(seconds * Stopwatch.Frequency);
    switch (order[0])
    {
        case "once":
            return Expect(client.Status(packageId), 1);
        case "sync":
            do Expect(client.Status(packageId), 1);
            while (++calls % 8 != 0 || Stopwatch.GetTimestamp() < end);
            break;
        case "async":
            calls = await Many(int.Parse(order[1], CultureInfo.InvariantCulture), end);
            break;
        case "list":
            calls = await client.ListAsync();
            break;
        default:
            return 2;
    }
    double wall = Stopwatch.GetElapsedTime(begin).TotalSeconds, cpu = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
    allocated = GC.GetTotalAllocatedBytes() - allocated;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{calls} {wall} {cpu} {allocated} {Process.GetCurrentProcess().PeakWorkingSet64}"));
}
return 0;

// Each slot makes one call after the other.
async Task<long> Many(int slots, long end)
{
    long calls = 0;
    await Task.WhenAll(Enumerable.Range(0, slots).Select(async _ =>
    {
        do
        {
            Expect(await client.StatusAsync(packageId), 1);
            Interlocked.Increment(ref calls);
        }
        while (Stopwatch.GetTimestamp() < end);
    }));
    return calls;
}

static int Expect(int actual, int expected) =>
    actual == expected ? 0 : throw new InvalidOperationException($"another answer: {actual}");
