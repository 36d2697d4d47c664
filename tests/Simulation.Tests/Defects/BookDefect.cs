using Simulation.Tests.Storage;

namespace Simulation.Tests.Defects;

/// <summary>Storage that leaves out one of its checks.</summary>
internal sealed class BookDefect(LogRules log = LogRules.All, LedgerRules ledger = LedgerRules.All) : Defect
{
    public override void Spoil(Book book)
    {
        book.Rules = log;
        book.Ledger.Rules = ledger;
    }
}
