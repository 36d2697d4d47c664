using Simulation.Tests.Engine;
using Simulation.Tests.Storage;

namespace Simulation.Tests.Defects;

/// <summary>Storage that leaves out one of its checks.</summary>
internal sealed class LogRulesDefect(LogRules left, LedgerRules ledger = LedgerRules.All) : Defect
{
    public override void Plant(World world, Book book)
    {
        book.Rules = left;
        book.Ledger.Rules = ledger;
    }
}
