using Grains.Chat;
using Grains.Wallets;
using Simulation.Tests.Clients;
using Simulation.Tests.Hosting;
using Simulation.Tests.Storage;

namespace Simulation.Tests.Invariants;

/// <summary>Conservation: what must be true of the books at any moment, whatever is under way.</summary>
internal sealed class BookCheck(Book book, History history)
{
    public void Run()
    {
        var proof = book.Ledger.Prove();
        history.Require(proof.SumMicros == 0, Invariant.Conservation, () => $"all balances sum to {proof.SumMicros}");
        history.Require(proof.Mismatches.Count == 0, Invariant.Conservation, () => $"balances are not their entries: {string.Join(", ", proof.Mismatches)}");
        history.Require(proof.Overdrawn.Count == 0, Invariant.Conservation, () => $"overdrawn: {string.Join(", ", proof.Overdrawn)}");
        foreach (var user in history.Users) CheckGrants(user);
        CheckOperations();
    }

    /// <summary>What is charged in the log is what moved in the book, and the other way round: there is no moment in which one is without the other.</summary>
    public void CheckCharges(SessionHistory session, IReadOnlyList<SessionEvent> log)
    {
        var charged = new Dictionary<string, long>();
        foreach (var charge in log.OfType<SessionCharged>())
            history.Require(charged.TryAdd(charge.OperationId, charge.AmountMicros), Invariant.OnceOnly, () => $"{session.Name} was charged {charge.OperationId} twice");
        var escrow = new EscrowAccount(session.Owner.Id, session.Id).ToString();
        foreach (var row in book.Ledger.Rows)
        {
            if (row.Posting.Kind != "charge" || row.Posting.From != escrow) continue;
            history.Require(
                charged.Remove(row.Posting.OperationId, out var amount) && amount == row.Micros,
                Invariant.Conservation,
                () => $"{session.Name} paid {row.Micros} for {row.Posting.OperationId}, of which its log says {amount}");
        }

        history.Require(charged.Count == 0, Invariant.Conservation, () => $"{session.Name} was charged {string.Join(", ", charged)} and nothing moved");
    }

    /// <summary>Each grant and payment counts once, and one that was acknowledged counts.</summary>
    private void CheckGrants(UserHistory user)
    {
        var wallet = new WalletId(user.Id).ToString();
        var rows = book.Ledger.Rows.Where(row => row.Posting.To == wallet && row.Posting.Kind == "top-up").ToArray();
        foreach (var operation in rows.GroupBy(row => row.Posting.OperationId))
            history.Require(operation.Count() == 1, Invariant.SignedMoney, () => $"{operation.Key} was credited {operation.Count()} times");
        foreach (var (id, (micros, acknowledged)) in user.TopUps)
        {
            var row = Array.Find(rows, row => row.Posting.OperationId == id);
            history.Require(row is not null || !acknowledged, Invariant.DurableAcknowledgement, () => $"{id} of {user.Name} was acknowledged and is gone");
            history.Require(row is null || row.Micros == micros, Invariant.SignedMoney, () => $"{id} of {user.Name} is {micros} and {row!.Micros} were credited");
        }

        var grant = $"signup-grant-{user.Id:N}";
        history.Require(
            Array.Exists(rows, row => row.Posting.OperationId == grant && row.Micros == SiloSettings.OpeningMicros),
            Invariant.DurableAcknowledgement,
            () => $"the opening balance of {user.Name} is gone");
    }

    private void CheckOperations()
    {
        foreach (var operation in book.Ledger.Rows.GroupBy(row => row.Posting.OperationId, StringComparer.Ordinal))
            history.Require(operation.Count() == 1, Invariant.OnceOnly, () => $"the book has operation {operation.Key} {operation.Count()} times");
    }
}
