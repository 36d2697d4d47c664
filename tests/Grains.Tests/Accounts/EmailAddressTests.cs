using Grains.Accounts;

namespace Grains.Tests.Accounts;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("user@example.com", "user@example.com")]
    [InlineData("  User.Name+tag@Example.COM ", "user.name+tag@example.com")]
    [InlineData("Ä@bücher.example", "ä@bücher.example")]
    public void An_address_is_compared_without_case_and_white_space(string text, string value)
    {
        Assert.True(EmailAddress.TryParse(text, out var address));
        Assert.Equal(value, address.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("@example.com")]
    [InlineData("user@")]
    [InlineData("user@localhost")]
    [InlineData("user@@example.com")]
    [InlineData("us er@example.com")]
    [InlineData("user@exa mple.com")]
    [InlineData("user@example..com")]
    [InlineData(".user@example.com")]
    [InlineData("user.@example.com")]
    [InlineData("user@-example.com")]
    [InlineData("user\n@example.com")]
    [InlineData("user\0@example.com")]
    [InlineData("e\u0301@example.com")]
    [InlineData("user\u202e@example.com")]
    [InlineData("<user@example.com>")]
    public void What_is_no_address_is_refused(string? text) => Assert.False(EmailAddress.TryParse(text, out _));

    [Fact]
    public void Lengths_are_bounded()
    {
        Assert.False(EmailAddress.TryParse($"{new string('a', 65)}@example.com", out _));
        Assert.False(EmailAddress.TryParse($"a@{new string('b', 64)}.com", out _));
        Assert.False(EmailAddress.TryParse($"a@{string.Concat(Enumerable.Repeat("bcdefghij.", 26))}com", out _));
    }

    [Fact]
    public void The_key_holds_no_address()
    {
        Assert.True(EmailAddress.TryParse("user@example.com", out var address));

        Assert.Matches("^email-[0-9a-f]{64}$", address.ToKey());
        Assert.DoesNotContain("user", address.ToString(), StringComparison.Ordinal);
    }
}
