using System.Diagnostics;
using System.Globalization;
using Grains.Storage;
using Grains.Storage.CatchUp;
using Grains.Testing;
using Lists;
using Lists.Measuring;
using Lists.Seeding;
using Microsoft.Extensions.DependencyInjection;

// dotnet run -c Release --project bench/Lists -- [--clones 10000] [--sessions 100000] [--requests 200] [--data folder]; see bench/README.md.
var options = Options.Parse(args);
var folder = Directory.CreateDirectory(options.Data ?? Path.Combine("artifacts", $"lists-{Environment.ProcessId}")).FullName;
try
{
    var seeded = File.Exists(Seed.NoteIn(folder));
    await using var host = await ProductHost.StartAsync(Options.Setup, folder);
    var log = host.Services.GetRequiredService<IEventLog>();
    var watch = Stopwatch.StartNew();
    var seed = seeded ? await Seed.ReadAsync(folder, host.Client) : await Seed.MakeAsync(folder, host.Client, log, options);
    Say($"{options.Clones:N0} clones, {options.Sessions:N0} sessions, {options.Sessions * Seed.MessagesOfSession:N0} messages {(seeded ? "found" : "stored")} after {watch.Elapsed.TotalSeconds:0} s");

    watch.Restart();
    await host.Services.GetRequiredService<IReadModel>().CatchUpAsync(CancellationToken.None);
    Say($"read model caught up after {watch.Elapsed.TotalSeconds:0} s; {DatabaseMegabytes():N0} MB on disk");

    return await Questions.AskAsync(host.Address, seed, options.Requests) ? 0 : 1;
}
finally
{
    if (options.Data is null) Directory.Delete(folder, recursive: true);
}

void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

long DatabaseMegabytes() => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(static file => new FileInfo(file).Length) >> 20;
