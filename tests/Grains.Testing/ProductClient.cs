using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Grains.Testing;

/// <summary>A small HTTP client of the product: signs up, signs in, sends JSON or whatever else a test wants to send.</summary>
public sealed class ProductClient(Uri address)
{
    /// <summary>What a new account signs in with.</summary>
    public const string Password = "securePassword123";

    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>An account of its own for the test, signed up and in.</summary>
    public async Task<SignedInUser> NewUserAsync(string role = "user")
    {
        var email = NewEmail();
        var signUp = await SignUpAsync(email, role);
        if (!signUp.IsSuccess) throw new InvalidOperationException($"The sign-up failed: {signUp}");
        return await LogInAsync(email);
    }

    public static string NewEmail() => $"{Guid.NewGuid():N}@example.com";

    public Task<Answer> SignUpAsync(string email, string role = "user", string password = Password) =>
        PostAsync("/api/v1/auth/signup", new { email, password, full_name = "John Doe", role });

    public async Task<SignedInUser> LogInAsync(string email, string password = Password)
    {
        var answer = await PostAsync("/api/v1/auth/login", new { email, password });
        if (!answer.IsSuccess) throw new InvalidOperationException($"The sign-in failed: {answer}");
        return new SignedInUser(
            answer.Json.GetProperty("user").GetProperty("id").GetGuid(),
            email,
            answer.Json.GetProperty("access_token").GetString()!,
            answer.Json.GetProperty("refresh_token").GetString()!);
    }

    public Task<Answer> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, null, token);

    public Task<Answer> PostAsync(string path, object? body = null, string? token = null) => SendAsync(HttpMethod.Post, path, body, token);

    public Task<Answer> PutAsync(string path, object? body, string? token = null) => SendAsync(HttpMethod.Put, path, body, token);

    /// <summary>Sends an object as JSON; null sends no body.</summary>
    public Task<Answer> SendAsync(HttpMethod method, string path, object? body, string? token = null) =>
        SendRawAsync(method, path, body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body), "application/json", token);

    public Task<Answer> PostTextAsync(string path, string body, string? contentType = "application/json", string? token = null) =>
        SendRawAsync(HttpMethod.Post, path, Encoding.UTF8.GetBytes(body), contentType, token);

    /// <summary>Sends bytes as they are.</summary>
    public async Task<Answer> SendRawAsync(HttpMethod method, string path, byte[]? body, string? contentType, string? token = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (contentType is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        if (request.RequestUri is { IsAbsoluteUri: false } relative) request.RequestUri = new Uri(address, relative);
        using var response = await Http.SendAsync(request);
        return new Answer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Concat(response.Content.Headers).ToDictionary(
                header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }
}

/// <summary>An account that is signed in.</summary>
public sealed record SignedInUser(Guid Id, string Email, string AccessToken, string RefreshToken);
