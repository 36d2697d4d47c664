using System.Text;
using Grains.Providers.Payments.Stripe;

namespace Providers.Tests.Payments;

public sealed class StripeSignatureTests
{
    private const string Secret = "whsec_test_secret";
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes("{\n  \"id\": \"evt_test_webhook\",\n  \"object\": \"event\"\n}");
    private static readonly DateTimeOffset Signed = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public void A_signature_is_good_for_five_minutes(int seconds, bool good)
    {
        var header = StripeSignature.Sign(Payload, Secret, Signed);

        Assert.Equal(good, StripeSignature.IsGood(Payload, header, [Secret], Signed.AddSeconds(seconds), TimeSpan.FromMinutes(5)));
    }

    /// <summary>The header was made by <c>generateTestHeaderString</c> of Stripe's own library for Node, version 23.1.0.</summary>
    [Fact]
    public void What_stripes_own_library_signs_is_good()
    {
        var payload = Encoding.UTF8.GetBytes(
            """
            {
              "id": "evt_node_1",
              "object": "event",
              "type": "customer.created",
              "livemode": false,
              "data": {
                "object": {
                  "id": "cus_1",
                  "note": "ünï — \"q\""
                }
              }
            }
            """);
        const string header = "t=1700000000,v1=13d9bc73c33e5fc111b875ef782818dab2638162af1577593f8fc9213b0a3e9e";

        Assert.True(StripeSignature.IsGood(payload, header, [Secret], Signed, TimeSpan.FromMinutes(5)));
        Assert.Equal(header, StripeSignature.Sign(payload, Secret, Signed));
    }

    [Fact]
    public void Nothing_is_good_without_a_secret() =>
        Assert.False(StripeSignature.IsGood(Payload, StripeSignature.Sign(Payload, "", Signed), [], Signed, TimeSpan.FromMinutes(5)));

    [Fact]
    public void A_header_of_many_parts_is_read_so_far_and_no_further()
    {
        var good = StripeSignature.Sign(Payload, Secret, Signed);
        var late = "t=1700000000," + string.Concat(Enumerable.Repeat("v0=a,", 100)) + good.Split(',')[1];

        Assert.False(StripeSignature.IsGood(Payload, late, [Secret], Signed, TimeSpan.FromMinutes(5)));
    }
}
