using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>The outcome of a call.</summary>
public abstract class Response : IDisposable
{
    /// <summary>The outcome of a method without a result.</summary>
    public static Response Completed { get; } = new ResultResponse<object?>(null);

    /// <summary>The result; throws the exception if there is one.</summary>
    public abstract object? Result { get; set; }

    /// <summary>The exception, or null.</summary>
    public abstract Exception? Exception { get; set; }

    /// <summary>A failure.</summary>
    public static Response FromException(Exception exception) => new ExceptionResponse(exception);

    /// <summary>A result.</summary>
    public static Response FromResult<TResult>(TResult value) => new ResultResponse<TResult>(value);

    /// <summary>The result as a type; throws the exception if there is one.</summary>
    public abstract T? GetResult<T>();

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <inheritdoc/>
    public override string ToString() => Exception is { } exception ? exception.ToString() : Result?.ToString() ?? "[null]";

    private sealed class ResultResponse<TResult>(TResult value) : Response
    {
        private TResult value = value;

        public override object? Result
        {
            get => value;
            set => this.value = (TResult)value!;
        }

        public override Exception? Exception
        {
            get => null;
            set => throw new InvalidOperationException("A result cannot become an exception.");
        }

        public override T? GetResult<T>()
            where T : default => (T?)(object?)value;
    }

    private sealed class ExceptionResponse(Exception exception) : Response
    {
        public override object? Result
        {
            get
            {
                ExceptionDispatchInfo.Throw(Exception!);
                return null;
            }
            set => throw new InvalidOperationException("An exception cannot become a result.");
        }

        public override Exception? Exception { get; set; } = exception;

        public override T? GetResult<T>()
            where T : default
        {
            ExceptionDispatchInfo.Throw(Exception!);
            return default;
        }
    }
}
