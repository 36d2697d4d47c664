using Grains.Billing;

namespace Grains.Tests.Billing;

public sealed class PaymentInquiryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(11.9, 1)]
    [InlineData(12.0, 0)]
    public async Task A_payment_is_repeated_only_while_the_gateway_remembers_its_name(double hours, int charged)
    {
        var gateway = new BookGateway();
        var payment = Payment();

        var seen = await PaymentInquiry.AskAsync(gateway, payment, new BillingOptions(), Noon.AddHours(hours), giveUp: false);

        Assert.Equal(charged, gateway.Charged);
        Assert.Equal(charged == 1, seen is not null);
    }

    [Fact]
    public void One_that_never_reached_the_gateway_has_failed()
    {
        var payment = Payment();

        var change = PaymentInquiry.Decide(new BillingState { UserId = payment.UserId, Open = [payment] }, payment, null, Noon)!;

        Assert.Empty(change.Next.Open);
        Assert.Empty(change.Postings);
        Assert.Equal("not_submitted", BillingLog.Parse<PaymentState>(change.Facts[0].Data).Reason);
    }

    [Fact]
    public void Another_currency_than_the_one_that_was_asked_for_is_not_money()
    {
        var payment = Payment();
        var seen = new GatewayPayment("pi_1", GatewayPaymentStatus.Succeeded, 2500, "eur", payment.UserId, payment.PaymentId, null, null, null);

        Assert.Throws<PaymentGatewayException>(() => PaymentInquiry.Decide(new BillingState(), payment, seen, Noon));
    }

    private static PaymentState Payment() => new()
    {
        PaymentId = Guid.NewGuid(),
        UserId = Guid.NewGuid(),
        AmountMicros = 25_000_000,
        RequestedMicros = 25_000_000,
        Gateway = "book",
        CustomerId = "cus_1",
        MethodId = "pm_1",
        CreatedAt = Noon,
    };
}
