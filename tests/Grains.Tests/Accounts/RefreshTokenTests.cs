using Grains.Accounts;

namespace Grains.Tests.Accounts;

public sealed class RefreshTokenTests
{
    private static readonly RefreshToken Token = new(Guid.NewGuid(), Secrets.NewId(), Secrets.NewSecret());

    [Fact]
    public void A_printed_token_is_read_back()
    {
        Assert.True(RefreshToken.TryParse(Token.Print(), out var read));

        Assert.Equal(Token, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("refresh_token")]
    [InlineData("!!!!")]
    [InlineData("AAAA")]
    public void Anything_else_is_refused(string? text) => Assert.False(RefreshToken.TryParse(text, out _));

    [Fact]
    public void A_longer_one_is_refused()
    {
        Assert.False(RefreshToken.TryParse(Token.Print() + "AAAA", out _));
        Assert.False(RefreshToken.TryParse(new string('A', 9000), out _));
    }

    [Fact]
    public void It_does_not_tell_its_secret_to_a_log() =>
        Assert.DoesNotContain(Token.Secret, $"{Token} {new RefreshSignIn(Token)}", StringComparison.Ordinal);
}
