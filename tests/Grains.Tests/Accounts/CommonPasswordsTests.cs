using Grains.Accounts;

namespace Grains.Tests.Accounts;

public sealed class CommonPasswordsTests
{
    [Theory]
    [InlineData("password")]
    [InlineData("Password1")]
    [InlineData("password123")]
    [InlineData("12345678")]
    [InlineData("1234567890")]
    [InlineData("87654321")]
    [InlineData("qwertyuiop")]
    [InlineData("1q2w3e4r")]
    [InlineData("iloveyou")]
    [InlineData("Sunshine2024")]
    [InlineData("letmein123")]
    [InlineData("aaaaaaaa")]
    [InlineData("abcabcabc")]
    [InlineData("abcdefgh")]
    [InlineData("dragondragon")]
    [InlineData("trustno1")]
    public void What_guessing_starts_with_is_common(string password) => Assert.True(CommonPasswords.Contains(password));

    [Theory]
    [InlineData("securePassword123")]
    [InlineData("newSecurePassword123")]
    [InlineData("correct horse battery staple")]
    [InlineData("k8#fQ2!z")]
    [InlineData("Str0ng-Passw0rd!")]
    [InlineData("        x")]
    public void What_it_does_not_start_with_is_not(string password) => Assert.False(CommonPasswords.Contains(password));
}
