using Grains.Storage;
using Grains.Tests.Storage;
using Orleans.Storage;
using Simulation.Tests.Engine;

namespace Simulation.Tests.Storage;

/// <summary>One process on an instant disk: what the specifications below run on.</summary>
internal sealed class InstantStores
{
    private readonly InstantDisk disk = new();

    public InstantStores()
    {
        var process = new Process(disk.World, "test");
        Log = new SimulatedEventLog(process, disk);
        Ledger = new SimulatedLedger(process, disk);
        Storage = new SimulatedGrainStorage(process, disk);
        Reminders = new SimulatedReminderTable(process, disk);
    }

    public IEventLog Log { get; }

    public ILedger Ledger { get; }

    public IGrainStorage Storage { get; }

    public IReminderTable Reminders { get; }
}

public sealed class SimulatedEventLogTests : EventLogSpecification
{
    private readonly InstantStores stores = new();

    protected override IEventLog Log => stores.Log;

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync() => Task.CompletedTask;
}

public sealed class SimulatedLedgerTests : LedgerSpecification
{
    private readonly InstantStores stores = new();

    protected override ILedger Ledger => stores.Ledger;

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync() => Task.CompletedTask;
}

public sealed class SimulatedPaidAppendTests : PaidAppendSpecification
{
    private readonly InstantStores stores = new();

    protected override IEventLog Log => stores.Log;

    protected override ILedger Ledger => stores.Ledger;

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync() => Task.CompletedTask;
}

public sealed class SimulatedRandomLedgerTests : RandomLedgerSpecification
{
    private readonly InstantStores stores = new();

    protected override IEventLog Log => stores.Log;

    protected override ILedger Ledger => stores.Ledger;

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync() => Task.CompletedTask;
}

public sealed class SimulatedGrainStorageTests : GrainStorageSpecification
{
    private readonly InstantStores stores = new();

    protected override IGrainStorage Storage => stores.Storage;

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync() => Task.CompletedTask;
}

public sealed class SimulatedReminderTableTests : ReminderTableSpecification
{
    private readonly InstantStores stores = new();

    protected override IReminderTable Table => stores.Reminders;

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync() => Task.CompletedTask;
}
