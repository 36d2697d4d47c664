using Grains.Accounts;
using Grains.Clones;
using Grains.Outcomes;
using Simulation.Tests.Clients;
using Simulation.Tests.Defects;
using Simulation.Tests.Engine;
using Simulation.Tests.Hosting;
using Simulation.Tests.Invariants;
using Simulation.Tests.Storage;

namespace Simulation.Tests;

/// <summary>
/// One schedule, all of it decided by its seed: a few people and sockets, a cluster that fails in the middle, then rest, and the
/// question whether every promise was kept.
/// </summary>
internal sealed class Schedule
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(12);

    private readonly World world;
    private readonly Book book = new();
    private readonly Disk disk;
    private readonly Defect defect;
    private readonly CommitTimes times;
    private readonly Process clients;
    private readonly Process control;
    private readonly Cluster cluster;
    private readonly History history;
    private readonly List<Person> people = [];
    private readonly List<Watcher> watchers = [];
    private readonly Guid cloneId;
    private int commits;

    private Schedule(ulong seed, Defect defect, bool keepTrace)
    {
        this.defect = defect;
        world = new World(seed, keepTrace);
        times = new CommitTimes(book);
        history = new History(world);
        clients = new Process(world, "clients");
        control = new Process(world, "control");
        disk = new Disk(world, book);
        disk.Changed = OnChanged;
        cluster = new Cluster(world, disk, defect, control);
        cloneId = world.Plan.Id();
    }

    public static ScheduleResult Run(ulong seed, Defect? defect = null, bool keepTrace = false)
    {
        var schedule = new Schedule(seed, defect ?? Defect.None, keepTrace);
        try
        {
            schedule.RunAll();
        }
        catch (EndlessException endless)
        {
            schedule.history.Violate(Invariant.OneEnding, endless.Message);
        }
        catch (Exception failure) when (failure is not InvalidOperationException)
        {
            throw new InvalidOperationException($"Seed {seed} broke the simulation itself.", failure);
        }

        return new ScheduleResult(seed, schedule.history.Violations, schedule.world.Trace, schedule.world.Steps, schedule.world.Now);
    }

    private void RunAll()
    {
        cluster.Start();
        world.RunUntil(() => cluster.Current.IsUp, Patience);
        Await(SetUpAsync, "the set-up");
        defect.Spoil(book);
        var befalls = new Befalls(world, cluster, disk, control);
        befalls.Begin();
        foreach (var person in people)
        {
            var acts = world.Plan.From(5, 14);
            clients.Run(() => person.LiveAsync(acts));
        }

        clients.Run(WatchNewSessionsAsync);
        var lived = world.RunUntil(() => people.TrueForAll(person => person.IsDone) || history.Violations.Count > 0, TimeSpan.FromHours(2));
        history.Require(lived, Invariant.OneEnding, () => "somebody waits for an answer that never comes");
        befalls.End();
        if (history.Violations.Count > 0) return;
        new Rest(world, book, cluster, history, people, watchers, clients).Run();
        CheckAll();
    }

    private async Task SetUpAsync()
    {
        var chance = world.Plan;
        var users = chance.From(2, 3);
        for (var number = 1; number <= users; number++)
        {
            var user = new UserHistory(chance.Id(), $"user{number}");
            history.Users.Add(user);
            var email = EmailAddress.TryParse($"{user.Name}@example.com", out var parsed) ? parsed : throw new InvalidOperationException("No address.");
            var hash = await cluster.Current.CallAsync(grains => grains.Passwords().HashAsync(AccountActs.Password, default));
            Expect(await cluster.Current.CallAsync(grains => grains.Account(user.Id).CreateAsync(new CreateAccount(email, hash, user.Name, Role.Creator), default)));
        }

        var owner = history.Users[0];
        var profile = new CloneProfile { Name = "Expert", Description = "Knows nothing", Personality = "Brief", Pricing = Prices.Random(chance) };
        Expect(await cluster.Current.CallAsync(grains => grains.Clone(cloneId).CreateAsync(new CreateClone(owner.Id, profile), default)));
        var model = new RagChanges { ResponseModel = chance.Percent(60) ? SimulatedAnswerer.Steady : SimulatedAnswerer.Moody };
        Expect(await cluster.Current.CallAsync(grains => grains.Clone(cloneId).ConfigureRagAsync(new ConfigureRag(owner.Id, model), default)));
        Expect(await cluster.Current.CallAsync(grains => grains.Clone(cloneId).PublishAsync(new PublishClone(owner.Id), default)));
        foreach (var number in Enumerable.Range(1, chance.From(2, 4)))
        {
            var user = history.Users[number % users];
            var stream = chance.Fork((ulong)(100 + number));
            var line = new Connection(world, cluster, history, clients, $"person{number} ({user.Name})", stream);
            people.Add(new Person(line, history, user, cloneId, owner.Id, book, stream));
        }
    }

    private static void Expect<T>(Outcome<T> outcome)
    {
        if (outcome.Refusal is { } refusal) throw new InvalidOperationException($"The set-up was refused: {refusal}");
    }

    /// <summary>Sockets come to sessions as these are started.</summary>
    private async Task WatchNewSessionsAsync()
    {
        var chance = world.Plan.Fork(50);
        var known = 0;
        while (!people.TrueForAll(person => person.IsDone))
        {
            for (; known < history.Sessions.Count; known++)
            {
                var session = history.Sessions[known];
                foreach (var number in Enumerable.Range(1, chance.Below(3)))
                {
                    var stream = chance.Fork((ulong)((watchers.Count * 7) + number));
                    var line = new Connection(world, cluster, history, clients, $"watcher{watchers.Count + 1}", stream);
                    var seen = new WatchHistory(session);
                    history.Watches.Add(seen);
                    var watcher = new Watcher(line, history, seen, defect, stream);
                    watchers.Add(watcher);
                    clients.Run(watcher.WatchAsync);
                }
            }

            await new Connection(world, cluster, history, clients, "usher", chance).PauseAsync(TimeSpan.FromSeconds(1));
        }
    }

    private void OnChanged()
    {
        times.Note(world.Now);
        if (++commits % 16 == 0) new BookCheck(book, history).Run();
    }

    private void CheckAll()
    {
        var books = new BookCheck(book, history);
        books.Run();
        foreach (var session in history.Sessions)
        {
            var log = new SessionCheck(session, book, times, history).Run();
            books.CheckCharges(session, log);
            SessionCheck.RequireEndings(session, log, history);
        }

        foreach (var seen in history.Watches) WatchCheck.Run(seen, book, history);
        LimitCheck.Run(history);
    }

    private void Await(Func<Task> work, string what)
    {
        var begun = new TaskCompletionSource();
        clients.Run(async () =>
        {
            try
            {
                await work();
                begun.SetResult();
            }
            catch (Exception failure)
            {
                begun.SetException(failure);
            }
        });
        if (!world.RunUntil(() => begun.Task.IsCompleted, Patience)) throw new InvalidOperationException($"{what} does not end.");
        if (begun.Task.Exception is { } failed) throw new InvalidOperationException($"{what} failed.", failed);
    }
}

/// <param name="Steps">Turns that ran.</param>
internal sealed record ScheduleResult(ulong Seed, IReadOnlyList<Violation> Violations, Trace Trace, long Steps, TimeSpan Simulated);
