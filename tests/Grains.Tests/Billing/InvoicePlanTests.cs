using Grains.Billing;
using Grains.Chat;

namespace Grains.Tests.Billing;

public sealed class InvoicePlanTests
{
    private static readonly Guid First = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Second = Guid.Parse("00000000-0000-0000-0000-000000000002");
    private static readonly Dictionary<Guid, BilledSession> Nothing = [];

    [Fact]
    public void Each_closed_month_has_its_invoice_and_the_open_one_none()
    {
        var plan = InvoicePlan.Make([Charge(First, 1, 10), Charge(First, 2, 5), Charge(Second, 2, 7), Charge(Second, 3, 9)], Nothing, new HashSet<long>(), last: 2);

        Assert.Equal([(1L, 10L), (2L, 12L)], plan.Select(invoice => (invoice.Month, invoice.Lines.Sum(line => line.Micros))));
        Assert.Equal([(First, 5L), (Second, 7L)], plan[1].Lines.Select(line => (line.SessionId, line.Micros)));
    }

    [Fact]
    public void What_came_late_is_on_the_next_invoice()
    {
        var billed = new Dictionary<Guid, BilledSession> { [First] = new(10, 100) };

        var next = InvoicePlan.Make([Charge(First, 1, 13), Charge(Second, 2, 7)], billed, new HashSet<long> { 1 }, last: 2);
        var alone = InvoicePlan.Make([Charge(First, 1, 13)], billed, new HashSet<long> { 1 }, last: 2);
        var notYet = InvoicePlan.Make([Charge(First, 1, 13)], billed, new HashSet<long> { 1, 2 }, last: 2);

        Assert.Equal([(First, 3L), (Second, 7L)], Assert.Single(next).Lines.Select(line => (line.SessionId, line.Micros)));
        Assert.Equal((2L, 3L), (Assert.Single(alone).Month, alone[0].Lines[0].Micros));
        Assert.Empty(notYet);
    }

    [Fact]
    public void What_is_billed_is_not_billed_again() => Assert.Empty(InvoicePlan.Make(
        [Charge(First, 1, 10)], new Dictionary<Guid, BilledSession> { [First] = new(10, 0) }, new HashSet<long>(), last: 5));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_the_closing_is_cut_up_all_invoices_are_all_charges(int seed)
    {
        var random = new Random(seed);
        var charges = new List<SessionCharge>();
        var billed = new Dictionary<Guid, BilledSession>();
        var issued = new HashSet<long>();
        var invoiced = 0L;
        for (var month = 1; month <= 24; month++)
        {
            for (var i = 0; i < random.Next(8); i++)
                charges.Add(Charge(new Guid(random.Next(10) + 1, 0, 0, new byte[8]), Math.Max(1, month - random.Next(3)), random.Next(1, 1000)));
            if (random.Next(3) == 0) continue;
            foreach (var invoice in InvoicePlan.Make(charges, billed, issued, month - 1))
            {
                Assert.True(issued.Add(invoice.Month));
                Assert.All(invoice.Lines, line => Assert.True(line.Micros > 0));
                foreach (var line in invoice.Lines)
                {
                    var before = billed.GetValueOrDefault(line.SessionId);
                    billed[line.SessionId] = new BilledSession(before.Micros + line.Micros, before.ActiveTicks + line.ActiveTicks);
                    invoiced += line.Micros;
                }
            }
        }

        foreach (var invoice in InvoicePlan.Make(charges, billed, issued, 30)) invoiced += invoice.Lines.Sum(line => line.Micros);

        Assert.Equal(charges.Sum(charge => charge.Micros), invoiced);
    }

    private static SessionCharge Charge(Guid session, long month, long micros) =>
        new(session, month, SessionType.Chat, "Dr. Bee", DateTimeOffset.UnixEpoch.AddDays(month), micros, micros * 10);
}
