using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Drills.Tests;

/// <summary>The real server as a process of its own, which a drill can kill without warning and start again on the same data.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly StringBuilder output = new();
    private readonly IReadOnlyDictionary<string, string> settings;
    private Process? process;

    private ServerProcess(string data, int port, IReadOnlyDictionary<string, string> settings)
    {
        Data = data;
        this.settings = settings;
        Address = new Uri($"http://127.0.0.1:{port}");
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public string Data { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>How long the last start took until the server said that it was ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    public static async Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var data = Directory.CreateTempSubdirectory("grains-drill-").FullName;
        var server = new ServerProcess(data, FreePort(), settings);
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Data,
        };
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "WebFront.dll"), "--urls", Address.ToString(), "--data", Data];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;

        var began = Stopwatch.GetTimestamp();
        process = Process.Start(start) ?? throw new InvalidOperationException("The server could not be started.");
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!await IsReadyAsync())
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > StartTimeout)
                throw new InvalidOperationException($"The server did not become ready:\n{Output}");
            await Task.Delay(20);
        }

        ReadyAfter = Stopwatch.GetElapsedTime(began);
    }

    /// <summary>kill -9: no warning, no goodbye.</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an orchestrator sends it; answers the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return process.ExitCode;
    }

    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await KillAsync();
        process?.Dispose();
        Http.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output) output.AppendLine(line.Data);
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
