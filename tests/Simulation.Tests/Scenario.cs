using Grains.Accounts;
using Grains.Clones;
using Grains.Outcomes;
using Simulation.Tests.Defects;
using Simulation.Tests.Engine;
using Simulation.Tests.Hosting;
using Simulation.Tests.Storage;

namespace Simulation.Tests;

/// <summary>A story on the simulated cluster, told step by step: for what a schedule has found, and must not have to find again.</summary>
internal sealed class Scenario
{
    private readonly Process clients;

    public Scenario(ulong seed)
    {
        World = new World(seed, keepTrace: true);
        clients = new Process(World, "story");
        Disk = new Disk(World, new Book());
    }

    public World World { get; }

    public Disk Disk { get; }

    public Book Book => Disk.Book;

    public Guid User { get; } = new("11111111-1111-1111-1111-111111111111");

    public Guid Clone { get; } = new("22222222-2222-2222-2222-222222222222");

    public SimulatedSilo StartSilo(string name)
    {
        var silo = new SimulatedSilo(World, name, Disk, Defect.None);
        silo.Start(() => throw new InvalidOperationException($"{name} does not start."));
        Until(() => silo.IsUp, TimeSpan.FromSeconds(10));
        return silo;
    }

    /// <summary>An account with a dollar and an expert at a price.</summary>
    public void SetUp(SimulatedSilo silo, ClonePricing pricing)
    {
        _ = EmailAddress.TryParse("user@example.com", out var email);
        Accepted(Call(silo, grains => grains.Account(User).CreateAsync(new CreateAccount(email, "none", "User", Role.Creator), default)));
        Accepted(Call(silo, grains => grains.Clone(Clone).CreateAsync(new CreateClone(User, new CloneProfile { Name = "Expert", Pricing = pricing }), default)));
        Accepted(Call(silo, grains => grains.Clone(Clone).ConfigureRagAsync(new ConfigureRag(User, new RagChanges { ResponseModel = SimulatedAnswerer.Steady }), default)));
    }

    public T Call<T>(SimulatedSilo silo, Func<IGrainFactory, Task<T>> call)
    {
        var answer = new TaskCompletionSource<T>();
        clients.Run(async () =>
        {
            try
            {
                answer.SetResult(await silo.CallAsync(call));
            }
            catch (Exception failure)
            {
                answer.SetException(failure);
            }
        });
        Until(() => answer.Task.IsCompleted, TimeSpan.FromMinutes(2));
        return answer.Task.GetAwaiter().GetResult();
    }

    public static T Accepted<T>(Outcome<T> outcome) =>
        outcome.Refusal is { } refusal ? throw new InvalidOperationException($"Refused: {refusal}") : outcome.Value!;

    /// <summary>Lets time pass until something is so; it must become so within a span.</summary>
    public void Until(Func<bool> isSo, TimeSpan within) =>
        Assert.True(World.RunUntil(isSo, within), $"Not within {within}:\n{string.Join('\n', World.Trace.Lines)}");
}
