using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cluster.Tests;

/// <summary>A silo or a front end as a process of its own, which a drill can kill, freeze, stop and start again.</summary>
internal sealed class ClusterProcess : IAsyncDisposable
{
    /// <summary>Where what the processes wrote is kept, for who wants to know why a drill failed.</summary>
    private const string LogFolder = "GRAINS_DRILL_LOGS";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(120);

    private readonly string program;
    private readonly string folder = Directory.CreateTempSubdirectory("grains-cluster-").FullName;
    private readonly StringBuilder output = new();
    private readonly IReadOnlyDictionary<string, string> settings;
    private Process? process;

    /// <param name="program">The name of the program's assembly.</param>
    public ClusterProcess(string program, IReadOnlyDictionary<string, string> settings)
    {
        this.program = program;
        this.settings = settings;
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), "--urls", Address.ToString(), "--data", folder];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;

        var began = Stopwatch.GetTimestamp();
        process = Process.Start(start) ?? throw new InvalidOperationException("The process could not be started.");
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!await IsReadyAsync())
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > StartTimeout)
                throw new InvalidOperationException($"{program} did not become ready:\n{Output}");
            await Task.Delay(50);
        }
    }

    /// <summary>kill -9: no warning, no goodbye.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an orchestrator sends it; answers the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        await process!.WaitForExitAsync().WaitAsync(StopTimeout);
        return process.ExitCode;
    }

    /// <summary>Stops the process in the middle of whatever it does, or lets it go on.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await KillAsync();
        process?.Dispose();
        Http.Dispose();
        if (Environment.GetEnvironmentVariable(LogFolder) is { Length: > 0 } logs)
            await File.WriteAllTextAsync(Path.Combine(logs, $"{program}-{Address.Port}.log"), Output);
        Directory.Delete(folder, recursive: true);
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
}
